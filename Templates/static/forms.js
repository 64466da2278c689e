/* Every page: one submission per press, one question before an act that cannot be taken back. */
(function () {
  'use strict';
  var root = document.documentElement;
  root.className = root.className.replace('no-script', 'script');

  var summary = document.querySelector('[data-focus]');
  if (summary) { summary.focus(); }

  /* Whether a file is larger than the form's server takes: it would refuse it after minutes of sending. */
  function isTooLarge(form) {
    var most = Number(form.getAttribute('data-most'));
    var note = form.querySelector('.too-large');
    var inputs = form.querySelectorAll('input[type=file]');
    var found = false;
    if (!most || !note) { return false; }
    for (var index = 0; index < inputs.length; index += 1) {
      var file = inputs[index].files && inputs[index].files[0];
      if (file && file.size > most) { found = true; }
    }
    note.hidden = !found;
    return found;
  }

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
    var ask = form.getAttribute('data-ask');
    if (isTooLarge(form)) { event.preventDefault(); return; }
    if (ask && !window.confirm(ask + '\uFF1F')) { event.preventDefault(); return; }
    if (form.method !== 'post') { return; }
    form.setAttribute('data-sent', '1');
    form.className += ' busy';
  });

  var printing = document.querySelector('[data-print]');
  if (printing && printing.tagName === 'BUTTON') {
    printing.addEventListener('click', function () { window.print(); });
  }

  /* A page that comes back from the browser's memory may be sent again. */
  window.addEventListener('pageshow', function () {
    var sent = document.querySelectorAll('[data-sent]');
    for (var index = 0; index < sent.length; index += 1) {
      sent[index].removeAttribute('data-sent');
      sent[index].className = sent[index].className.replace(' busy', '');
    }
  });
}());
