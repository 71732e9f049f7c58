(() => {
"use strict";
const steg = (window.steg = window.steg || {});
const table = (text) => Object.fromEntries(text.split(" ").map((pair) => pair.split(":")));
const same = table("skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes");
const whole = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;
const two = table("tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og fulli:ful lessli:less li:");
const three = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
const four = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;
const short = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/;
const ending = (word, endings) => Object.keys(endings).filter((end) => word.endsWith(end)).sort((a, b) => b.length - a.length)[0];
const behind = (word, from) => {
const m = /^.*?[aeiouy][^aeiouy]/.exec(word.slice(from));
return m ? from + m[0].length : word.length;
};
steg.stem = (word) => {
if (word.length < 3) return word;
if (Object.hasOwn(same, word)) return same[word];
word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
const start = /^(gener|commun|arsen)/.exec(word);
const r1 = start ? start[0].length : behind(word, 0), r2 = behind(word, r1);
const cut = (n, add = "") => (word = word.slice(0, word.length - n) + add);
let end;
if (word.endsWith("sses")) cut(2);
else if (/ie[sd]$/.test(word)) cut(word.length > 4 ? 2 : 1);
else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) cut(1);
if (whole.test(word)) return word;
if ((end = /eed(ly)?$/.exec(word))) {
if (end.index >= r1) cut(end[0].length, "ee");
} else if ((end = /(ed|ing)(ly)?$/.exec(word)) && /[aeiouy]/.test(word.slice(0, end.index))) {
cut(end[0].length);
if (/(at|bl|iz)$/.test(word)) word += "e";
else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) cut(1);
else if (word.length <= r1 && short.test(word)) word += "e";
}
if (/.[^aeiouy][yY]$/.test(word)) cut(1, "i");
end = ending(word, two);
if (end && word.length - end.length >= r1) {
const before = word[word.length - end.length - 1];
if (end === "ogi" ? before === "l" : end !== "li" || /[cdeghkmnrt]/.test(before)) cut(end.length, two[end]);
}
end = ending(word, three);
if (end && word.length - end.length >= (end === "ative" ? r2 : r1)) cut(end.length, three[end]);
end = four.exec(word);
if (end && end.index >= r2 && (end[0] !== "ion" || /[st]ion$/.test(word))) cut(end[0].length);
if (word.endsWith("e") && (word.length > r2 || (word.length > r1 && !short.test(word.slice(0, -1))))) cut(1);
else if (word.endsWith("ll") && word.length > r2) cut(1);
return word.replace(/Y/g, "y");
};
})();
