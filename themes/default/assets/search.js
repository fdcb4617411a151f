/* Search in the list of the page. A plain script: it asks for nothing, stores nothing, and works
   from a folder. Without it the list stands as it is.

   `prereadWords` holds lines of words, and for each entry of the list, by its number, which line
   has some words of the text it leads to. Titles and addresses are taken from the list itself, and what is found is a copy of them, so
   nothing that anybody wrote is ever made into HTML here. */
(function () {
  "use strict";
  var MOST_SHOWN = 50;
  var PAUSE = 200;

  var box = document.getElementById("_find");
  var field = document.getElementById("_query");
  var status = document.getElementById("_status");
  var results = document.getElementById("_results");
  var list = document.getElementById("_list");
  if (!box || !field || !status || !results || !list || !String.prototype.normalize) {
    return;
  }
  var shown = results.querySelector("ol");
  var words = window.prereadWords || { lines: [], of: [] };
  var entries = null;
  var waiting = 0;

  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };

  /* Small letters without accents, so that “élan” is found by “elan”. */
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")
      .replace(/[ßæœøłđðþı]/g, function (letter) { return LETTERS[letter]; });
  }

  function wordsOf(text) {
    return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function read() {
    var lines = words.lines.map(function (line) { return fold(line).split(" "); });
    entries = Array.prototype.map.call(list.querySelectorAll("[data-entry]"), function (item) {
      var title = fold(item.querySelector("a").textContent);
      return {
        item: item,
        title: title,
        titleWords: wordsOf(title),
        about: wordsOf(fold(item.textContent)),
        words: lines[words.of[Number(item.getAttribute("data-entry"))]] || []
      };
    });
  }

  function begins(among, word) {
    return among.some(function (other) { return other.startsWith(word); });
  }

  /* How well an entry answers one word; 0 when it does not. Scripts that put no space between
     words are looked through letter by letter. */
  function answers(entry, word) {
    if (begins(entry.titleWords, word)) { return 4; }
    if (entry.title.indexOf(word) >= 0 && (word.length > 2 || /[^\x00-\x7f]/.test(word))) { return 3; }
    if (begins(entry.about, word)) { return 2; }
    if (begins(entry.words, word)) { return 1; }
    if (/[^\x00-\x7f]/.test(word) && entry.words.join(" ").indexOf(word) >= 0) { return 1; }
    return 0;
  }

  function find(query) {
    var folded = fold(query).trim();
    var asked = wordsOf(folded);
    var found = [];
    entries.forEach(function (entry, place) {
      var rank = entry.title.startsWith(folded) ? 2 : 0;
      for (var i = 0; i < asked.length; i += 1) {
        var points = answers(entry, asked[i]);
        if (points === 0) { return; }
        rank += points / asked.length;
      }
      found.push({ entry: entry, rank: rank, place: place });
    });
    return found.sort(function (a, b) { return b.rank - a.rank || a.place - b.place; });
  }

  function say(template, figures) {
    return template.replace(/\{(\w+)\}/g, function (whole, name) {
      return Object.prototype.hasOwnProperty.call(figures, name) ? figures[name] : whole;
    });
  }

  function show() {
    var query = field.value.trim();
    window.history.replaceState({ query: query }, "");
    shown.textContent = "";
    var isAsked = wordsOf(query).length > 0;
    list.hidden = isAsked;
    results.hidden = true;
    if (!isAsked) {
      status.textContent = "";
      return;
    }
    if (!entries) { read(); }
    var found = find(query);
    found.slice(0, MOST_SHOWN).forEach(function (one) { shown.appendChild(one.entry.item.cloneNode(true)); });
    results.hidden = found.length === 0;
    var template = found.length === 0 ? "none" : found.length > MOST_SHOWN ? "first" : "found";
    status.textContent = say(box.getAttribute("data-" + template), { count: found.length, shown: MOST_SHOWN, query: query });
  }

  function now() {
    window.clearTimeout(waiting);
    show();
  }

  /* The first link of each thing found. */
  function links() {
    return Array.prototype.map.call(shown.children, function (item) { return item.querySelector("a"); });
  }

  field.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(show, PAUSE);
  });
  /* On the way back to this page what was asked is asked again: it is kept with the entry of the
     browser's history, and nowhere else. */
  window.addEventListener("pageshow", function () {
    var kept = window.history.state;
    if (kept && typeof kept.query === "string") { field.value = kept.query; }
    if (field.value) { now(); }
  });

  box.addEventListener("keydown", function (event) {
    /* Enter and arrows choose among the words that an input method offers. */
    if (event.isComposing) { return; }
    var all = links();
    var at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && document.activeElement !== field) {
      field.focus();
    } else if (event.key === "Escape") {
      field.value = "";
      now();
    } else if (event.key === "Enter" && document.activeElement === field) {
      now();
      all = links();
      if (all.length > 0) { all[0].click(); }
    } else if (event.key === "ArrowDown") {
      if (document.activeElement === field) { now(); all = links(); }
      if (all[at + 1]) { all[at + 1].focus(); }
    } else if (event.key === "ArrowUp" && at >= 0) {
      (all[at - 1] || field).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  box.hidden = false;
}());
