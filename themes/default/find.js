/* find: the part of the search that needs no page: what is asked for, found in the index.
 *
 *     const course = steg.find.open(index, stem);            stem: word → word
 *     const found = course.find("lærende møter");            {hits, look, …}: the pages; how many to look into
 *     const hits = course.rank(found, texts);                [{page, score, best}], the best first
 *     hit.best = course.section(found, sections, title);     for a text that came later
 *
 * index is what assets/search.js holds; texts by address, as in assets/text*.js, those that could be
 * had (docs/search.md). A page is [address, title, part of, number of its text, words]; best its best
 * section, {anchor, heading, score, pieces}, where pieces are pairs [text, marked]. Loaded by search.js
 * when the box is first used.
 */
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {});

  // ---- Words: as search_words.c does it -----------------------------------------------------------

  const letters = { æ: "ae", ä: "ae", ø: "oe", ö: "oe", å: "aa", œ: "oe", ß: "ss", ð: "d", đ: "d", þ: "th", ŋ: "n", ŧ: "t", ħ: "h", ł: "l", ı: "i" };
  const fold = (word) => word.normalize("NFC").toLowerCase()
    .replace(/[^\0-\x7f]/g, (c) => letters[c] || c.normalize("NFD").replace(/^([\0-\u024f])[\u0300-\u036f]+/, "$1"))
    .slice(0, 80);
  const wordsIn = (text) => [...text.matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)];
  const told = (m) => m[0].length > 1 || /\p{Nd}/u.test(m[0]); // one letter is no word

  // One letter more, less or other, or two that changed places; a long word may go on.
  function near(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (!i) return false;
    const x = a.slice(i), y = b.slice(i);
    const same = (p, q) => q.startsWith(p) || (b.length > 4 && p.startsWith(q) && p.length - q.length < 5);
    return same(x.slice(1), y.slice(1)) || same(x.slice(1), y) || same(x, y.slice(1)) ||
      (x[0] === y[1] && x[1] === y[0] && same(x.slice(2), y.slice(2)));
  }

  // ---- The index ----------------------------------------------------------------------------------

  const BLOCK = 256; // words

  function open(index, stem) {
    const pages = index.pages, total = pages.length;
    const average = pages.reduce((sum, page) => sum + page[4], 0) / total;
    const stems = new Map();
    const words = [];
    for (let i = 0, word = ""; i < index.words.length;) {
      const common = index.words.charCodeAt(i) - 65, from = ++i;
      for (let c; (c = index.words.charCodeAt(i)) < 65 || c > 90;) i++;
      words.push((word = word.slice(0, common) + index.words.slice(from, i)));
    }
    const starts = [0];
    for (const length of index.blocks) starts.push(starts[starts.length - 1] + length);
    const blocks = [];

    function stemOf(word) {
      if (!stems.has(word)) stems.set(word, stem ? stem(fold(word)) : fold(word));
      return stems.get(word);
    }

    // The words of a text; «time-out» is «timeout» too.
    const titles = new Map();
    function basesIn(text) {
      if (!titles.has(text)) titles.set(text, wordsIn(text).flatMap((m, i, all) => (told(m) ? [stemOf(m[0])] : []).concat(joined(text, m, all[i + 1]))));
      return titles.get(text);
    }
    const joined = (text, m, next) => (next && text.slice(m.index + m[0].length, next.index) === "-" && (m[0] + next[0]).length < 9 ? [stemOf(m[0] + next[0])] : []);

    // The places of a block of words, in bits, six to a character; see search_index.c.
    function unpack(number) {
      let at = starts[number];
      const bit = () => {
        const c = index.places.charCodeAt((at / 6) | 0);
        const value = c > 96 ? c - 71 : c > 64 ? c - 65 : c > 47 ? c + 4 : c === 43 ? 62 : 63;
        return (value >> (5 - (at++ % 6))) & 1;
      };
      const bits = (n, value = 0) => {
        while (n--) value = value * 2 + bit();
        return value;
      };
      const below = (n) => {
        const k = 31 - Math.clz32(n), shorter = 2 ** (k + 1) - n, x = bits(k);
        return x < shorter ? x : x * 2 + bit() - shorter;
      };
      const rising = (out, from, n, low, high) => {
        if (!n) return;
        const middle = n >> 1, value = low + middle + below(high - low - n + 2);
        out[from + middle] = { page: value };
        rising(out, from, middle, low, value - 1);
        rising(out, from + middle + 1, n - 1 - middle, value + 1, high);
      };
      return words.slice(number * BLOCK, (number + 1) * BLOCK).map(() => {
        const headings = bit(), common = headings && bit();
        let k = 0;
        while (!bit()) k++;
        const n = bits(k, 1) - common, list = Array(n);
        rising(list, 0, n, 0, total - 1);
        if (common) { // everywhere, and more than elsewhere on these
          const all = pages.map((_, page) => ({ page, times: 1 }));
          for (const { page } of list) all[page].times = 4;
          return all;
        }
        for (const one of list) {
          one.times = bit() ? (bit() ? 5 : 2.4) : 1;
          one.heading = headings && bit();
        }
        return list;
      });
    }

    function places(word) {
      const number = (word / BLOCK) | 0;
      return (blocks[number] = blocks[number] || unpack(number))[word % BLOCK];
    }

    const plainly = (word) => word.replace(/a[ae]|oe/g, (two) => two[0]), plains = [];
    const plain = (i) => (plains[i] = plains[i] || plainly(words[i]));

    // What somebody may mean by a word: words of the index, each with how much it counts.
    function meant(raw, typing) {
      const word = fold(raw), base = stemOf(raw), forms = new Map();
      const add = (weight, test) => words.forEach((w, i) => {
        if (!forms.has(i) && test(w, i)) forms.set(i, weight);
      });
      add(1, (w) => w === base);
      const exact = forms.size;
      if (word.length > 3) add(0.8, (w, i) => w[0] === base[0] && plain(i) === plainly(base)); // a for æ or å, o for ø
      if (word.length > 1 && typing) add(exact ? 0.3 : 0.7, (w) => w.startsWith(word));
      if (base.length > 3) add(0.35, (w) => w.startsWith(base) || w.endsWith(base));
      if (base.length > 4) add(0.2, (w) => w.includes(base));
      if (!stem && word.length > 4) add(0.5, (w) => w.length > 3 && w.length + 4 >= word.length && word.startsWith(w));
      if (word.length > 3 && !forms.size) add(0.4, (w) => near(base, w) || near(word, w));
      return { forms, exact, texts: new Map([...forms].map(([i, weight]) => [words[i], weight])) };
    }

    function score(word) {
      const found = new Map();
      for (const [i, weight] of word.forms) {
        for (const { page, times, heading } of places(i)) {
          const sum = found.get(page) || { times: 0, place: 0 };
          sum.times += weight * times;
          if (heading) sum.place = Math.max(sum.place, weight * 0.8);
          found.set(page, sum);
        }
      }
      for (const [page, sum] of found) {
        const title = basesIn(pages[page][1]);
        for (const base of title) sum.place = Math.max(sum.place, (1 + 2 / title.length) * (word.texts.get(base) || 0));
      }
      const n = word.exact ? places([...word.forms.keys()][0]).length : found.size;
      word.rare = Math.log(1 + (total - n + 0.5) / (n + 0.5));
      for (const [page, sum] of found) {
        const length = 0.4 + 0.6 * pages[page][4] / average;
        found.set(page, word.rare * (sum.times * 2.2 / (sum.times + 1.2 * length) + sum.place));
      }
      return found;
    }

    function find(query) {
      const phrases = [...query.matchAll(/["«“”]([^"«»“”]+)["»“”]/g)].map((m) => wordsIn(m[1]).map((w) => stemOf(w[0])));
      const typing = /[\p{L}\p{M}\p{Nd}]$/u.test(query);
      const asked = wordsIn(query).filter(told).slice(0, 12);
      const list = asked.map((m, i) => meant(m[0], typing && i === asked.length - 1));
      const scores = list.map(score), all = new Map();
      const whole = list.reduce((sum, word) => sum + word.rare, 0);
      for (const found of scores) for (const page of found.keys()) all.set(page, 0);
      for (const page of all.keys()) {
        let sum = 0, part = 0;
        scores.forEach((found, i) => {
          if (!found.has(page)) return;
          sum += found.get(page);
          part += list[i].rare;
        });
        all.set(page, sum * (part / whole) ** 2);
      }
      const hits = [...all].map(([page, value]) => ({ page: pages[page], score: value }));
      const best = Math.max(...all.values());
      return {
        words: list,
        phrases: phrases.filter((p) => p.length),
        look: phrases.length ? 60 : 20,
        hits: hits.filter((hit) => hit.score > best / 20).sort((a, b) => b.score - a.score),
      };
    }

    // ---- The best section of a page, and what to show of it --------------------------------------

    // Where the words stand in a text: [word's number, weight, from, to, stem].
    function marks(found, text) {
      return wordsIn(text).map((m, i, all) => {
        const mark = { which: -1, weight: 0, from: m.index, to: m.index + m[0].length, base: stemOf(m[0]) };
        for (const base of [mark.base, ...joined(text, m, all[i + 1])]) {
          found.words.forEach((word, which) => {
            const weight = word.texts.get(base) || 0;
            if (weight > mark.weight) Object.assign(mark, { which, weight });
          });
        }
        return mark;
      });
    }

    const holds = (list, phrase) => list.some((_, i) => phrase.every((base, k) => list[i + k] && list[i + k].base === base));

    // The stretch of 30 words with most of what was asked for: its worth and its place.
    function stretch(found, list) {
      let best = { worth: 0, at: 0 };
      list.forEach((mark, i) => {
        if (mark.which < 0) return;
        const got = found.words.map(() => 0);
        let order = 0; // and what it is worth that they stand in order, and again
        for (let k = i; k < list.length && k < i + 30; k++) {
          const { which, weight } = list[k];
          if (which < 0) continue;
          order += got[which] ? 0.05 * found.words[which].rare : 0;
          got[which] = Math.max(got[which], weight);
          if (which && k > i && list[k - 1].which === which - 1) order += 0.5 * found.words[which].rare;
        }
        const worth = got.reduce((sum, weight, which) => sum + weight * found.words[which].rare, order);
        if (worth > best.worth) best = { worth, at: i };
      });
      return best;
    }

    function excerpt(text, list, at) {
      const begins = (i) => !i || /[.?!·]/.test(text.slice(list[i - 1].to, list[i].from));
      let first = at;
      while (first > at - 12 && !begins(first)) first--;
      if (!begins(first)) first = Math.max(0, at - 6);
      const last = Math.min(list.length, first + 32) - 1, pieces = [];
      if (last < 0) return pieces;
      let from = first ? list[first].from : 0;
      if (!begins(first)) pieces.push(["… ", false]);
      for (let i = first; i <= last; i++) {
        if (list[i].which < 0) continue;
        pieces.push([text.slice(from, list[i].from), false], [text.slice(list[i].from, list[i].to), true]);
        from = list[i].to;
      }
      const end = last + 1 < list.length ? list[last].to : text.length;
      pieces.push([text.slice(from, end) + (end < text.length ? " …" : ""), false]);
      return pieces.filter((piece) => piece[0]);
    }

    function section(found, sections, name) {
      let best, heading = "";
      const whole = found.words.reduce((sum, word) => sum + word.rare, 0) || 1;
      for (const [anchor, title, text] of sections) {
        heading = title === 0 ? heading : title;
        const inText = marks(found, text), inTitle = marks(found, heading || name);
        if (!found.phrases.every((p) => holds(inText, p) || holds(inTitle, p))) continue;
        const body = stretch(found, inText), head = stretch(found, inTitle);
        const named = found.words.every((_, which) => inTitle.some((m) => m.which === which)); // then show what it names
        const share = inTitle.reduce((sum, m) => sum + m.weight, 0) / (inTitle.length || 1);
        const wholeName = named && share > 0.99; // a term is found in a long glossary as in a short one
        const worth = (body.worth + head.worth * (0.7 + 1.3 * share + (wholeName ? 2 : 0))) / whole;
        if (!best || worth > best.score)
          best = { anchor: named && !heading ? "" : anchor, heading, score: worth, pieces: excerpt(text, inText, named ? 0 : body.at) };
      }
      return best;
    }

    // A page whose text is at hand counts for what its best section is worth.
    function rank(found, texts) {
      const hits = found.hits.slice(0, found.look).map(({ page, score }) => {
        const sections = texts[page[0]], best = sections && section(found, sections, page[1]);
        return { page, best, score: score * (best ? 0.5 + best.score : 1) };
      });
      return hits.filter((hit) => hit.best || !found.phrases.length).sort((a, b) => b.score - a.score)
        .concat(found.phrases.length ? [] : found.hits.slice(found.look));
    }

    return { find, rank, section, words, places, basesIn };
  }

  steg.find = { open, fold };
})();
