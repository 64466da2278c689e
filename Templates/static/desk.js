/* The desk: keys for the acts, times that run, what was typed kept over a signing-in. */
(function () {
  'use strict';
  var body = document.body;

  function each(selector, act) {
    var elements = document.querySelectorAll(selector);
    for (var index = 0; index < elements.length; index += 1) { act(elements[index]); }
  }

  /* One act at a time: every button waits for the answer to the one that was pressed. */
  function hold() {
    each('button', function (button) { button.disabled = true; });
    var state = document.getElementById('line-state');
    if (state) { state.textContent = body.getAttribute('data-sending'); }
  }
  document.addEventListener('submit', function (event) {
    setTimeout(function () { if (!event.defaultPrevented) { hold(); } }, 0);
  });
  window.addEventListener('pageshow', function () {
    each('button', function (button) { button.disabled = false; });
  });

  function isTyping(element) {
    return element && /^(INPUT|SELECT|TEXTAREA|BUTTON|A|SUMMARY)$/.test(element.tagName);
  }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) { return; }
    if (event.keyCode === 32 && isTyping(event.target)) { return; }
    var form = document.querySelector('[data-key-code="' + event.keyCode + '"]');
    var isOurs = event.keyCode === 32 || (event.keyCode >= 113 && event.keyCode <= 115);
    if (isOurs) { event.preventDefault(); }
    var button = form && form.querySelector('button');
    if (button && !button.disabled) { button.click(); }
  });

  function clockText(seconds) {
    var rest = seconds % 60;
    return Math.floor(seconds / 60) + ':' + (rest < 10 ? '0' : '') + rest;
  }
  var start = Date.now();
  function passed() { return Math.floor((Date.now() - start) / 1000); }
  function run() {
    each('[data-elapsed]', function (element) {
      element.textContent = clockText(Number(element.getAttribute('data-elapsed')) + passed());
    });
    each('[data-undo]', function (form) {
      var left = Number(form.getAttribute('data-undo')) - passed();
      if (left <= 0) { form.parentNode.removeChild(form); return; }
      var button = form.querySelector('button');
      button.textContent = button.getAttribute('data-label') + ' (' + left + ')';
    });
  }
  setInterval(run, 1000);

  /* Typed notes outlive a session that ends meanwhile. */
  var note = document.querySelector('[data-keep]');
  var name = 'desk.items';
  try {
    if (note && note.form) {
      note.value = note.value || window.sessionStorage.getItem(name) || '';
      note.addEventListener('input', function () { window.sessionStorage.setItem(name, note.value); });
    } else {
      window.sessionStorage.removeItem(name);
    }
  } catch (error) { note = null; }
}());
