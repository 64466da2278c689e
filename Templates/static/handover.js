/*
 * Handing over: the card's number goes to its field wherever the focus is, a proxy's fields stand only where they
 * are needed, and the pad keeps what was drawn until the form is sent. Without it all fields stand, and the
 * receipt is signed on paper.
 */
(function () {
  'use strict';
  var body = document.body;
  if (body.getAttribute('data-print-now')) {
    window.addEventListener('load', function () { window.print(); });
  }

  /* A reader ends a number with Enter, which must not send a form that is half filled: it leads to the next
     field. */
  var entry = document.querySelector('form.by-card');
  if (entry) {
    entry.addEventListener('keydown', function (event) {
      if (event.keyCode !== 13 || event.target.tagName !== 'INPUT') { return; }
      event.preventDefault();
      var fields = entry.querySelectorAll('input[type=text], input[type=date], select, button');
      for (var index = 0; index < fields.length - 1; index += 1) {
        if (fields[index] === event.target) { fields[index + 1].focus(); return; }
      }
    });
  }

  var form = document.querySelector('form.handover');
  if (!form) { return; }
  var others = form.querySelector('.others');

  function chosen(name) { return form.querySelector('input[name=' + name + ']:checked'); }

  function isSelf() {
    var relation = chosen('relation');
    return relation !== null && relation.value === 'self';
  }

  function arrange() {
    var needed = !isSelf();
    others.className = needed ? 'others is-needed' : 'others';
    var fields = others.querySelectorAll('input');
    for (var index = 0; index < fields.length; index += 1) { fields[index].disabled = !needed; }
  }

  var relations = form.querySelectorAll('input[name=relation]');
  for (var index = 0; index < relations.length; index += 1) {
    relations[index].addEventListener('change', arrange);
  }
  arrange();

  /* The first card is the one of whom stands at the counter; a proxy lays down the other's after it. */
  window.yizhanCard = function (number) {
    var own = document.getElementById('f-idNumber');
    var principal = document.getElementById('f-holderNumber');
    var focused = document.activeElement;
    var field = own;
    if (!isSelf() && (focused === principal || (own.value !== '' && own.value !== number))) { field = principal; }
    field.value = number;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    var next = field === own ? document.getElementById('f-personName') : document.getElementById('f-scannedLetter');
    if (next) { next.focus(); }
    return true;
  };

  /* The pad. */
  var pad = form.querySelector('canvas');
  var drawing = form.querySelector('input[name=drawing]');
  var context = pad.getContext && pad.getContext('2d');
  var isDown = false;
  var isDrawn = false;
  var drawnChoice = form.querySelector('input[name=signed][value=drawn]');
  if (!context) { return; }
  if (!form.querySelector('.signing .fault') || !chosen('signed')) { drawnChoice.checked = true; }

  function wipe() {
    context.fillStyle = '#FFFFFF';
    context.fillRect(0, 0, pad.width, pad.height);
    isDrawn = false;
    drawing.value = '';
  }

  function place(event) {
    var touch = event.touches && event.touches[0];
    var at = touch || event;
    var box = pad.getBoundingClientRect();
    return {
      x: (at.clientX - box.left) * pad.width / box.width, y: (at.clientY - box.top) * pad.height / box.height
    };
  }

  function begin(event) {
    if (event.button) { return; }
    var at = place(event);
    event.preventDefault();
    isDown = true;
    isDrawn = true;
    drawnChoice.checked = true;
    context.strokeStyle = '#10202C';
    context.lineWidth = 4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.lineTo(at.x + 0.1, at.y);
    context.stroke();
  }

  function go(event) {
    if (!isDown) { return; }
    var at = place(event);
    event.preventDefault();
    context.lineTo(at.x, at.y);
    context.stroke();
  }

  function end() { isDown = false; }

  pad.addEventListener('mousedown', begin);
  document.addEventListener('mousemove', go);
  document.addEventListener('mouseup', end);
  pad.addEventListener('touchstart', begin);
  pad.addEventListener('touchmove', go);
  pad.addEventListener('touchend', end);
  pad.addEventListener('touchcancel', end);
  form.querySelector('[data-clear]').addEventListener('click', function () {
    wipe();
    form.querySelector('input[name=signature]').value = '';
    var before = document.getElementById('signed-before');
    if (before) { before.parentNode.removeChild(before); }
  });
  wipe();

  form.addEventListener('submit', function () {
    drawing.value = isDrawn && drawnChoice.checked ? pad.toDataURL('image/png') : '';
  });
}());
