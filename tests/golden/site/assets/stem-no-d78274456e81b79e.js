(() => {
"use strict";
const steg = (window.steg = window.steg || {});
const endings = /(hetenes|hetene|hetens|heten|heter|endes|ande|ende|edes|enes|erte|ede|ane|ene|ens|ers|ets|het|ast|ert|en|ar|er|as|es|et|a|e|s)$/;
const others = /(hetslov|eleg|elig|elov|slov|leg|eig|lig|els|lov|ig)$/;
function region(word) {
const start = /^.*?[aeiouy][^aeiouy]/.exec(word);
return start && word.length > 2 ? Math.max(3, start[0].length) : word.length;
}
function snowball(word) {
const from = region(word);
const without = (pattern, change) => {
const found = pattern.exec(word.slice(from));
if (found) word = change(word.slice(0, word.length - found[0].length), found[0]);
};
without(endings, (rest, end) => {
if (end === "s") return /[bcdfghjlmnoprtvyz]$|[^aeiouy]k$/.test(rest) ? rest : word;
return /^erte?$/.test(end) ? rest + "er" : rest;
});
without(/[dv]t$/, (rest, end) => rest + end[0]);
without(others, (rest) => rest);
return word;
}
steg.stem = (word) => snowball(word).replace(/^(.{3,})(ern|er|ar)$/, "$1");
steg.stem.snowball = snowball;
})();
