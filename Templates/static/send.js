/*
 * Sends a form only when the server answers: a screen must never end up on the browser's own error page.
 *
 * The body says where to ask (data-state) and what to say otherwise (data-unsent).
 */
(function () {
  'use strict';
  var body = document.body;
  var address = body.getAttribute('data-state');
  var note = null;
  if (!address) { return; }

  function clear() {
    if (note && note.parentNode) { note.parentNode.removeChild(note); }
    note = null;
  }

  /* A form that is put in anew meanwhile would not be sent: the page stays as it is until the answer. */
  function hold() { if (window.yizhan) { window.yizhan.hold(true); } }

  /* The page is as if it had just come back: whatever was held for the answer is let go. */
  function fail() {
    clear();
    note = document.createElement('p');
    note.className = 'unsent';
    note.setAttribute('role', 'alert');
    note.textContent = body.getAttribute('data-unsent');
    body.appendChild(note);
    window.dispatchEvent(new Event('pageshow'));
  }

  /* On the window, so that every other listener has had its say. */
  window.addEventListener('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== 'post') { return; }
    event.preventDefault();
    hold();
    var request = new XMLHttpRequest();
    request.open('GET', address, true);
    request.timeout = 4000;
    request.onload = function () {
      if (request.status >= 500) { fail(); return; }
      clear();
      form.submit();
    };
    request.onerror = request.ontimeout = fail;
    request.send();
  });
}());
