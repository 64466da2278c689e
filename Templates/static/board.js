/*
 * The board: shows each call once, by its event, the latest large. Calls that come together wait for one
 * another, so that each stands large for a few seconds.
 */
(function () {
  'use strict';
  var body = document.body;
  var current = document.getElementById('current');
  var recent = document.getElementById('recent');
  var waiting = document.getElementById('waiting');
  var pauses = document.getElementById('pauses');
  var notice = document.getElementById('notice');
  var toWord = body.getAttribute('data-to');
  var closedWord = body.getAttribute('data-closed');
  var STANDS = 4000;
  var RECENT = 5;
  var queue = [];
  var isShowing = false;
  var shown = Number(body.getAttribute('data-last')) || 0;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  }

  function time(text) { return (/T(\d\d:\d\d)/.exec(text || '') || ['', ''])[1]; }

  function append(parent, parts) {
    for (var index = 0; index < parts.length; index += 1) {
      if (index) { parent.appendChild(document.createTextNode(' ')); }
      parent.appendChild(parts[index]);
    }
  }

  function windowName(call) { return call.windowName || call.window; }

  function large(call) {
    var line = make('p', 'call', '');
    var parts = [
      make('span', 'word', body.getAttribute('data-please')), make('b', 'number', call.number),
      make('span', 'word', toWord), make('b', 'window', windowName(call))
    ];
    if (call.name) { parts.push(make('span', 'person', call.name)); }
    append(line, parts);
    line.setAttribute('data-event', call.event);
    line.setAttribute('data-number', call.number);
    line.setAttribute('data-at', time(call.at));
    line.setAttribute('data-window-name', windowName(call));
    return line;
  }

  function small(number, name, at, person, event) {
    var item = document.createElement('li');
    var parts = [make('b', 'number', number), make('span', 'window', name)];
    if (person) { parts.push(make('span', 'person', person)); }
    parts.push(make('span', 'at', at));
    append(item, parts);
    item.setAttribute('data-event', event);
    return item;
  }

  function text(element, name) {
    var part = element.querySelector(name);
    return part ? part.textContent : '';
  }

  /* The call that stood large moves down; the same number does not stand there twice. */
  function moveDown() {
    var call = current.querySelector('.call');
    if (!call) { return; }
    recent.insertBefore(small(
      text(call, '.number'), text(call, '.window'), call.getAttribute('data-at') || '', text(call, '.person'),
      call.getAttribute('data-event')), recent.firstChild);
  }

  function dropNumber(number) {
    var items = recent.querySelectorAll('li');
    for (var index = items.length - 1; index >= 0; index -= 1) {
      if (text(items[index], '.number') === number) { recent.removeChild(items[index]); }
    }
    while (recent.children.length > RECENT) { recent.removeChild(recent.lastChild); }
  }

  function next() {
    var call = queue.shift();
    if (!call) { isShowing = false; return; }
    isShowing = true;
    moveDown();
    dropNumber(call.number);
    while (current.children.length > 1) { current.removeChild(current.lastChild); }
    current.appendChild(large(call));
    current.className = 'current';
    void current.offsetWidth;
    current.className = 'current flash';
    setTimeout(next, STANDS);
  }

  function announce(call) {
    var event = Number(call.event);
    if (!event || event <= shown) { return; }
    shown = event;
    queue.push(call);
    if (!isShowing) { next(); }
  }

  function showWaiting(lines) {
    waiting.className = lines.length > 8 ? 'many' : '';
    while (waiting.firstChild) { waiting.removeChild(waiting.firstChild); }
    for (var index = 0; index < lines.length; index += 1) {
      var line = lines[index];
      var item = document.createElement('li');
      var isClosed = line.open === false;
      item.className = isClosed ? 'is-closed' : '';
      append(item, [
        make('span', 'letter', line.line), make('span', 'name', line.name || ''),
        make('b', 'count', isClosed ? closedWord : String(line.count))
      ]);
      waiting.appendChild(item);
    }
  }

  /* One pass with a function: neither a $ nor a place's name in a reason means anything. */
  function pauseSentence(pause) {
    return body.getAttribute('data-paused').replace(/%[wr]/g, function (place) {
      return place === '%w' ? pause.windowName : pause.reason;
    });
  }

  function showPauses(windows) {
    while (pauses.firstChild) { pauses.removeChild(pauses.firstChild); }
    for (var index = 0; index < windows.length; index += 1) {
      pauses.appendChild(make('li', '', pauseSentence(windows[index])));
    }
  }

  /* A clerk who took a call back has it off the board again. */
  function dropWithdrawn(calls) {
    var standing = {};
    for (var index = 0; index < calls.length; index += 1) { standing[calls[index].event] = true; }
    function isGone(element) { return !standing[element.getAttribute('data-event')]; }
    queue = queue.filter(function (call) { return standing[call.event]; });
    var items = recent.querySelectorAll('li');
    for (var last = items.length - 1; last >= 0; last -= 1) {
      if (isGone(items[last])) { recent.removeChild(items[last]); }
    }
    var call = current.querySelector('.call');
    if (call && isGone(call) && !queue.length) {
      current.removeChild(call);
      current.appendChild(make('p', 'none', body.getAttribute('data-none')));
    }
  }

  function showNotice(sentence) {
    if (notice.textContent === sentence) { return; }
    notice.style.opacity = '0';
    setTimeout(function () {
      notice.textContent = sentence;
      notice.style.opacity = '1';
    }, 150);
  }

  var first = current.querySelector('.call');
  if (first) { shown = Math.max(shown, Number(first.getAttribute('data-event')) || 0); }

  window.yizhan.on('call', announce);
  window.yizhan.on('board', function (board) {
    var calls = (board.calls || []).slice().sort(function (one, other) { return one.event - other.event; });
    for (var index = 0; index < calls.length; index += 1) { announce(calls[index]); }
    dropWithdrawn(calls);
    showPauses(board.paused || []);
    showWaiting(board.waiting || []);
    showNotice(board.notice || '');
  });
}());
