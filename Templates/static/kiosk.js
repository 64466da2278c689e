/*
 * The kiosk: a digit pad, the way back when nobody is there, a calm screen when the server is away,
 * the printed slip.
 */
(function () {
  'use strict';
  var body = document.body;
  var over = null;

  function data(name) { return body.getAttribute('data-' + name); }

  function make(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = text || '';
    return element;
  }

  function button(name, text, act) {
    var element = make('button', name, text);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  }

  function showOver(title, sentence, stay, act) {
    hideOver();
    over = make('div', 'over');
    over.setAttribute('role', 'alertdialog');
    over.setAttribute('aria-label', title);
    var card = make('div', '');
    var words = make('p', '', sentence);
    card.appendChild(make('h2', '', title));
    card.appendChild(words);
    if (stay) { card.appendChild(button('', stay, act)); }
    over.appendChild(card);
    body.appendChild(over);
    if (stay) { card.lastChild.focus(); }
    return words;
  }

  function hideOver() {
    if (over) { body.removeChild(over); }
    over = null;
  }

  /* Nothing of the last person stays when the next one comes: no way back, no typed number. */
  function leave(address) {
    var inputs = document.querySelectorAll('input[type=text]');
    for (var index = 0; index < inputs.length; index += 1) { inputs[index].value = ''; }
    window.location.replace(address);
  }

  document.addEventListener('contextmenu', function (event) { event.preventDefault(); });
  document.addEventListener('dragstart', function (event) { event.preventDefault(); });

  /* The server is away: say so over everything, until the stream is back. */
  var isOff = false;
  function watchServer() {
    var now = window.yizhan && window.yizhan.isOffline();
    if (now && !isOff) { showOver(data('offline-title'), data('offline-remedy')); }
    if (!now && isOff) { hideOver(); }
    isOff = now;
  }
  setInterval(watchServer, 1000);

  /* Idle: a warning after data-idle seconds, then twenty more to answer. */
  var idle = Number(data('idle'));
  var COUNTDOWN = 20;
  var quiet = 0;
  var words = null;
  function stir() {
    quiet = 0;
    if (words) { words = null; hideOver(); }
  }
  function tick() {
    if (isOff) { return; }
    quiet += 1;
    if (quiet < idle) { return; }
    var left = idle + COUNTDOWN - quiet;
    if (left <= 0) { leave(data('idle-home')); return; }
    var sentence = data('idle-text').replace('{n}', String(left));
    if (words) { words.textContent = sentence; } else {
      words = showOver(data('idle-title'), sentence, data('idle-stay'), stir);
    }
  }
  if (idle) {
    setInterval(tick, 1000);
    document.addEventListener('keydown', stir);
    document.addEventListener('touchstart', stir);
    document.addEventListener('mousedown', stir);
  }

  /* The number that was taken: print it, then make room. */
  var left = Number(data('done'));
  var done = document.getElementById('done');
  if (left && done) {
    if (body.hasAttribute('data-print')) { setTimeout(function () { window.print(); }, 300); }
    done.addEventListener('click', function (event) { event.preventDefault(); leave(data('done-home')); });
    setInterval(function () {
      left -= 1;
      if (left <= 0 && !isOff) { leave(data('done-home')); return; }
      done.textContent = data('done-text') + ' (' + Math.max(left, 0) + ')';
    }, 1000);
  }

  /* The pad. */
  var form = document.querySelector('[data-pad]');
  if (!form) { return; }
  var input = form.querySelector('input[type=text]');
  var keys = form.getAttribute('data-pad-keys').split(' ');
  var pad = make('div', keys.length > 12 ? 'pad letters' : 'pad');
  pad.setAttribute('role', 'group');
  pad.setAttribute('aria-label', form.getAttribute('data-pad-name'));
  function type(key) {
    return button('', key, function () {
      if (input.value.length < input.maxLength) { input.value += key; }
    });
  }
  for (var index = 0; index < keys.length; index += 1) { pad.appendChild(type(keys[index])); }
  pad.appendChild(button('word', form.getAttribute('data-pad-delete'), function () {
    input.value = input.value.slice(0, -1);
  }));
  if (keys.length > 12) {
    pad.appendChild(button('word', form.getAttribute('data-pad-clear'), function () { input.value = ''; }));
  }
  input.parentNode.parentNode.insertBefore(pad, input.parentNode.nextSibling);
  var show = form.getAttribute('data-show');
  if (show) {
    input.parentNode.appendChild(button('second show-number', show, function () {
      var isHidden = input.className === 'masked';
      input.className = isHidden ? '' : 'masked';
      this.textContent = isHidden ? form.getAttribute('data-hide') : show;
    }));
  }
  input.focus();
}());
