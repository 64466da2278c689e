/*
 * The board: shows each call once, by its event, the latest large, and has it spoken. Calls that come together
 * wait for one another: each stands large until it has been spoken, and for a few seconds at least.
 */
(function () {
  'use strict';
  var body = document.body;
  var voice = window.yizhanVoice;
  var current = document.getElementById('current');
  var recent = document.getElementById('recent');
  var waiting = document.getElementById('waiting');
  var pauses = document.getElementById('pauses');
  var notice = document.getElementById('notice');
  var mine = body.getAttribute('data-lines');
  var STANDS = 4000;
  var STANDS_IN_A_RUSH = 2500;
  /* What is older was called while the line was down: it is shown, and not spoken. */
  var OLD = 30000;
  var STANDS_WHEN_OLD = 400;
  var RECENT = 12;
  var LONG = 5;
  var TURNS = 6000;
  var queue = [];
  var isBusy = false;
  var shown = Number(body.getAttribute('data-last')) || 0;
  var skew = null;
  var standing = {};
  var phase = null;

  function word(name) { return body.getAttribute('data-' + name) || ''; }

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

  function empty(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

  function isMine(line) { return !mine || mine.indexOf(line) >= 0; }

  function place(name) { return 'window' + (name.length > LONG ? ' long' : ''); }

  /* Pages of a list that is longer than its place; a line of it is never cut and never left out. */
  function pager(list, sign) {
    var page = 0;
    var pages = 1;
    function lay() {
      var items = list.children;
      var index;
      for (index = 0; index < items.length; index += 1) {
        items[index].className = items[index].className.replace(' off-page', '');
      }
      var height = list.clientHeight;
      var start = items.length ? items[0].offsetTop : 0;
      var numbers = [];
      pages = 1;
      for (index = 0; index < items.length; index += 1) {
        if (items[index].offsetTop + items[index].offsetHeight - start > height + 1 && items[index].offsetTop > start) {
          pages += 1;
          start = items[index].offsetTop;
        }
        numbers.push(pages - 1);
      }
      page = page < pages ? page : 0;
      for (index = 0; index < items.length; index += 1) {
        if (numbers[index] !== page) { items[index].className += ' off-page'; }
      }
      if (sign) { sign.textContent = pages > 1 ? (page + 1) + ' / ' + pages : ''; }
    }
    setInterval(function () {
      if (pages > 1) { page = (page + 1) % pages; lay(); }
    }, TURNS);
    window.addEventListener('resize', lay);
    /* Until the last script has run, the list stands in the smaller letters of a page without script. */
    document.addEventListener('DOMContentLoaded', lay);
    lay();
    return { lay: lay, first: function () { page = 0; lay(); } };
  }

  var recentPages = pager(recent, document.getElementById('recent-page'));
  var waitingPages = pager(waiting, document.getElementById('waiting-page'));
  var pausePages = pager(pauses, null);

  function large(call) {
    var name = call.windowName || call.window;
    var line = make('p', 'call', '');
    var parts = [
      make('span', 'word', word('please')), make('b', 'number', call.number),
      make('span', 'word', word('to')), make('b', place(name), name)
    ];
    if (call.name) { parts.push(make('span', 'person', call.name)); }
    append(line, parts);
    line.setAttribute('data-event', call.event);
    line.setAttribute('data-number', call.number);
    line.setAttribute('data-at', time(call.at));
    line.setAttribute('data-window-name', name);
    return line;
  }

  function small(call) {
    var item = document.createElement('li');
    var parts = [make('b', 'number', call.number), make('span', place(call.windowName), call.windowName)];
    if (call.name) { parts.push(make('span', 'person', call.name)); }
    parts.push(make('span', 'at', call.at));
    append(item, parts);
    item.setAttribute('data-event', call.event);
    return item;
  }

  function text(element, name) {
    var part = element.querySelector(name);
    return part ? part.textContent : '';
  }

  /* The call that stood large moves down. */
  function moveDown() {
    var call = current.querySelector('.call');
    if (!call) { return; }
    recent.insertBefore(small({
      number: text(call, '.number'), windowName: text(call, '.window'), name: text(call, '.person'),
      at: call.getAttribute('data-at') || '', event: call.getAttribute('data-event')
    }), recent.firstChild);
  }

  /* The same number does not stand there twice. */
  function dropNumber(number) {
    var items = recent.querySelectorAll('li');
    for (var index = items.length - 1; index >= 0; index -= 1) {
      if (text(items[index], '.number') === number) { recent.removeChild(items[index]); }
    }
    while (recent.children.length > RECENT) { recent.removeChild(recent.lastChild); }
  }

  function put(element) {
    while (current.children.length > 1) { current.removeChild(current.lastChild); }
    current.appendChild(element);
  }

  function say(sentence) {
    put(make('p', 'none', sentence));
    current.className = 'current quiet';
  }

  function show(call, isOld) {
    moveDown();
    dropNumber(call.number);
    recentPages.first();
    put(large(call));
    current.className = 'current';
    if (isOld) { return; }
    void current.offsetWidth;
    current.className = 'current flash';
  }

  function isOld(call) {
    return skew !== null && Date.now() + skew - Date.parse(call.at) > OLD;
  }

  function next() {
    var call = queue.shift();
    isBusy = Boolean(call);
    if (!call) { showPhase(); return; }
    if (call.clip) { voice.clip(call.clip, next); return; }
    var old = isOld(call);
    var waits = 2;
    function one() {
      waits -= 1;
      if (!waits) { next(); }
    }
    show(call, old);
    setTimeout(one, old ? STANDS_WHEN_OLD : queue.length > 1 ? STANDS_IN_A_RUSH : STANDS);
    if (old || !voice.isOn()) { one(); } else { voice.say(call, one); }
  }

  function add(item) {
    queue.push(item);
    if (!isBusy) { next(); }
  }

  function announce(call) {
    var event = Number(call.event);
    if (!event || event <= shown) { return; }
    shown = event;
    if (isMine(call.number.charAt(0))) { add(call); }
  }

  function showWaiting(lines) {
    empty(waiting);
    for (var index = 0; index < lines.length; index += 1) {
      var line = lines[index];
      var item = document.createElement('li');
      var isClosed = line.open === false;
      item.className = isClosed ? 'is-closed' : '';
      append(item, [
        make('span', 'letter', line.line), make('span', 'name', line.name || ''),
        make('b', 'count', isClosed ? word('closed') : String(line.count))
      ]);
      waiting.appendChild(item);
    }
    waitingPages.lay();
  }

  /* One pass with a function: neither a $ nor a place's name in a reason means anything. */
  function pauseSentence(pause) {
    return word('paused').replace(/%[wr]/g, function (mark) {
      return mark === '%w' ? pause.windowName : pause.reason;
    });
  }

  function showPauses(windows) {
    empty(pauses);
    for (var index = 0; index < windows.length; index += 1) {
      pauses.appendChild(make('li', '', pauseSentence(windows[index])));
    }
    pausePages.lay();
  }

  /* As the server's BoardPhase has it. */
  function phaseOf(lines, paused, closed) {
    var isOpen = false;
    var windows = 0;
    var people = 0;
    var opens = '';
    for (var index = 0; index < lines.length; index += 1) {
      isOpen = isOpen || lines[index].open;
      windows += lines[index].openWindows || 0;
      people += lines[index].count;
      if (lines[index].opensAt && (!opens || lines[index].opensAt < opens)) { opens = lines[index].opensAt; }
    }
    if (isOpen) { return { name: paused && !windows ? 'paused' : 'open' }; }
    if (people) { return { name: 'closing' }; }
    if (closed) { return { name: 'hallClosed', sentence: closed.sentence, isOver: true }; }
    return opens ? { name: 'opening', time: opens, isOver: true } : { name: 'ended', isOver: true };
  }

  /* Says how things are where no call stands; a number that is done does not stay over the night. */
  function showPhase() {
    var call = current.querySelector('.call');
    if (!phase || isBusy) { return; }
    if (call) {
      if (!phase.isOver || standing[call.getAttribute('data-event')] !== false) { return; }
      moveDown();
      dropNumber('');
      recentPages.first();
    }
    var sentence = phase.sentence || word('phase-' + phase.name).replace('%t', phase.time || '');
    if (text(current, '.none') !== sentence) { say(sentence); }
  }

  /* A clerk who took a call back has it off the board again. */
  function dropWithdrawn() {
    function isGone(element) { return !standing.hasOwnProperty(element.getAttribute('data-event')); }
    queue = queue.filter(function (call) { return call.clip || standing.hasOwnProperty(call.event); });
    var items = recent.querySelectorAll('li');
    for (var last = items.length - 1; last >= 0; last -= 1) {
      if (isGone(items[last])) { recent.removeChild(items[last]); }
    }
    recentPages.lay();
    var call = current.querySelector('.call');
    if (call && isGone(call) && !queue.length) { say(word('phase-open')); }
  }

  function showNotice(sentence) {
    if (notice.textContent === sentence) { return; }
    notice.style.opacity = '0';
    setTimeout(function () {
      notice.textContent = sentence;
      notice.style.opacity = '1';
    }, 150);
  }

  function keepTime(data) {
    var moment = Date.parse(data.serverTime);
    if (moment) { skew = moment - Date.now(); }
  }

  var first = current.querySelector('.call');
  if (first) { shown = Math.max(shown, Number(first.getAttribute('data-event')) || 0); }

  window.yizhanTest = function () { add({ clip: 'sound-test' }); };
  window.yizhan.on('sound', function (sound) { add({ clip: sound.clip }); });
  window.yizhan.on('heartbeat', keepTime);
  window.yizhan.on('call', announce);
  /* The board was set up anew; the page is made again once the server answers. */
  window.yizhan.on('setup', function () {
    var request = new XMLHttpRequest();
    request.open('GET', location.href, true);
    request.onload = function () { if (request.status === 200) { location.reload(); } };
    request.send();
  });
  window.yizhan.on('board', function (board) {
    var calls = (board.calls || []).slice().sort(function (one, other) { return one.event - other.event; });
    var lines = (board.waiting || []).filter(function (line) { return isMine(line.line); });
    keepTime(board);
    standing = {};
    for (var index = 0; index < calls.length; index += 1) {
      standing[calls[index].event] = calls[index].current;
      announce(calls[index]);
    }
    phase = phaseOf(lines, (board.paused || []).length, board.closed);
    dropWithdrawn();
    showPauses(board.paused || []);
    showWaiting(lines);
    showPhase();
    showNotice(board.notice || '');
  });
}());
