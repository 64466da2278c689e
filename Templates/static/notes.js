/*
 * A note beside the current ticket: saved while the clerk types, and kept in this browser until the server
 * has it, over a signing-in and over the next call.
 */
(function () {
  'use strict';
  var body = document.body;
  var prefix = 'desk.note.' + body.getAttribute('data-account') + '.';
  var waiting = null;
  var store = null;
  try { store = window.sessionStorage; } catch (error) { store = null; }

  function form() { return document.querySelector('[data-note]'); }
  function area() { return document.getElementById('f-note'); }

  function tell(what) {
    var state = document.getElementById('note-state');
    if (state) { state.textContent = what ? state.getAttribute('data-' + what) : ''; }
  }

  function token() {
    var field = document.querySelector('input[name=csrf]');
    return field ? field.value : '';
  }

  function isCurrent(ticket) { return form() && form().getAttribute('data-note') === ticket; }

  function save(ticket, text) {
    var request = new XMLHttpRequest();
    request.open('POST', body.getAttribute('data-desk') + '/note', true);
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.timeout = 8000;
    if (isCurrent(ticket)) { tell('saving'); }
    function fail() {
      if (isCurrent(ticket)) { tell('kept'); }
      if (!waiting) { waiting = setTimeout(flush, 5000); }
    }
    request.onload = function () {
      if (request.status === 401 || request.status === 403) {
        if (isCurrent(ticket)) { tell('kept'); }
        window.yizhanDesk.expire();
      } else if (request.status === 204 || request.status === 404) {
        if (store && store.getItem(prefix + ticket) === text) { store.removeItem(prefix + ticket); }
        if (isCurrent(ticket)) { tell('saved'); }
      } else {
        fail();
      }
    };
    request.onerror = request.ontimeout = fail;
    request.send('quietly=1&csrf=' + encodeURIComponent(token()) + '&ticket=' + encodeURIComponent(ticket) +
      '&note=' + encodeURIComponent(text));
  }

  function flush() {
    waiting = null;
    var names = store ? Object.keys(store) : [];
    var keys = names.filter(function (name) { return name.indexOf(prefix) === 0; });
    for (var each = 0; each < keys.length; each += 1) {
      save(keys[each].slice(prefix.length), store.getItem(keys[each]));
    }
  }

  /* What was typed and not saved is put back where it stood. */
  function begin() {
    var field = area();
    if (!field) { return; }
    var ticket = form().getAttribute('data-note');
    var kept = store && store.getItem(prefix + ticket);
    if (kept !== null && kept !== undefined) { field.value = kept; }
  }

  document.addEventListener('input', function (event) {
    if (event.target !== area()) { return; }
    var ticket = form().getAttribute('data-note');
    if (!store) { return; }
    store.setItem(prefix + ticket, event.target.value);
    tell('kept');
    clearTimeout(waiting);
    waiting = setTimeout(flush, 1000);
  });

  window.addEventListener('yizhan-note', begin);
  begin();
  flush();
}());
