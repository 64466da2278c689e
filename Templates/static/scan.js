/*
 * A scanner is a keyboard that types fast and ends with Enter. Wherever the focus is, its code opens the
 * ticket or the claim and leaves what was typed there as it was. An input method that swallows the keys is told
 * of. A card's number goes to the page that wants one, and to no other.
 */
(function () {
  'use strict';
  var body = document.body;
  /* Milliseconds. A scanner takes 1 to 50 for a key; the mean counts, since any one key can be late: a code that
     began anew at a late key would be read without its first letters. A longer pause ends it. */
  var MEAN = 60;
  var PAUSE = 250;
  var SHORTEST = 4;
  var text = '';
  var first = 0;
  var last = 0;
  var keys = 0;
  var swallowed = 0;
  var isSwallowed = false;
  var touched = null;
  var before = '';
  var note = null;

  function isField(element) { return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName); }

  /* Remembers the field as it was before the first key of what may become a scan. */
  function begin(element) {
    text = '';
    keys = 0;
    swallowed = 0;
    isSwallowed = false;
    touched = isField(element) ? element : null;
    before = touched ? touched.value : '';
  }

  function restore() {
    if (!touched || touched.value === before) { return; }
    touched.value = before;
    touched.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function tell(sentence) {
    if (!note) {
      note = document.createElement('p');
      note.className = 'ime';
      note.setAttribute('role', 'alert');
      body.insertBefore(note, document.getElementById('main'));
    }
    note.textContent = sentence;
  }

  function warn() { tell(body.getAttribute('data-ime')); }

  /* The number of somebody's card, from a reader that types: it belongs in no address. */
  function isCard(code) { return /^[0-9\uFF10-\uFF19]{17}[0-9Xx\uFF10-\uFF19\uFF38\uFF58]$/.test(code); }

  /* By the event's own time: a busy terminal hands keys over late, and all at once. */
  function keep(event) {
    var now = event.timeStamp;
    if (!keys || now - last > PAUSE) {
      begin(event.target);
      first = now;
    }
    last = now;
    keys += 1;
  }

  /* Whether `count` gaps since the first key are a scanner's. */
  function isQuick(now, count) { return now - last <= PAUSE && now - first <= MEAN * count; }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.keyCode === 13) {
      var isScan = text.length >= SHORTEST && isQuick(event.timeStamp, keys);
      var code = text;
      text = '';
      keys = 0;
      if (!isScan) { return; }
      event.preventDefault();
      event.stopPropagation();
      restore();
      if (isCard(code)) {
        if (!window.yizhanCard || !window.yizhanCard(code)) { tell(body.getAttribute('data-card')); }
        return;
      }
      if (/[\uFF01-\uFF5E]/.test(code)) { warn(); }
      window.location.href = body.getAttribute('data-desk') + '?code=' + encodeURIComponent(code);
      return;
    }
    /* 229: an input method has taken the key. A person does not type six so quickly. */
    if (event.keyCode !== 229) { return; }
    keep(event);
    swallowed += 1;
    if (swallowed >= 6 && isQuick(last, keys - 1)) {
      isSwallowed = true;
      warn();
    }
  }, true);

  document.addEventListener('keypress', function (event) {
    var code = event.charCode || event.keyCode;
    if (event.ctrlKey || event.altKey || event.metaKey || code < 33) { return; }
    keep(event);
    text += String.fromCharCode(code);
  }, true);

  /* What the input method made of the scanner's keys is taken out again. */
  document.addEventListener('compositionend', function () {
    if (isSwallowed) { setTimeout(restore, 0); }
  }, true);
}());
