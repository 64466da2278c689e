/*
 * The kiosk: pads for numbers and words, a card reader, the way back when nobody is there, a calm screen when the
 * server is away, the printed slip.
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

  /* Nothing but what the page offers: no menu, no dragging, no zoom. */
  function prevent(event) { event.preventDefault(); }
  document.addEventListener('contextmenu', prevent);
  document.addEventListener('dragstart', prevent);
  document.addEventListener('touchmove', function (event) {
    if (event.touches.length > 1) { event.preventDefault(); }
  }, { passive: false });
  document.addEventListener('wheel', function (event) {
    if (event.ctrlKey) { event.preventDefault(); }
  }, { passive: false });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey && /^(48|96|107|109|187|189)$/.test(String(event.keyCode))) { event.preventDefault(); }
  });

  /* The server is away: say so over everything, until it answers again. */
  var isOff = false;
  var isUnreachable = false;
  function watchServer() {
    var now = isUnreachable || (window.yizhan && window.yizhan.isOffline());
    if (now && !isOff) { showOver(data('offline-title'), data('offline-remedy')); }
    if (!now && isOff) { hideOver(); }
    isOff = now;
    if (isUnreachable) { reach(function () { isUnreachable = false; }, function () {}); }
  }
  setInterval(watchServer, 1000);

  function reach(act, complain) {
    var request = new XMLHttpRequest();
    request.open('GET', '/healthz', true);
    request.timeout = 4000;
    request.onload = function () { (request.status === 200 ? act : complain)(); };
    request.onerror = request.ontimeout = complain;
    request.send();
  }

  /* The office hears of a kiosk that nobody touches all the same. */
  setInterval(function () { reach(function () {}, function () {}); }, 60000);

  /* A page is left only for one that will come: the browser's own error page would stay for ever. Nor is one
     waited for that never comes: until then no press would count. */
  var COMES = 15000;
  var isGoing = false;
  var waiting = null;
  function go(element, act) {
    function stay() {
      isGoing = false;
      isUnreachable = true;
      window.yizhan.hold(false);
      if (element) { element.className = element.className.replace(' pressed', ''); }
      watchServer();
    }
    if (isGoing) { return; }
    isGoing = true;
    window.yizhan.hold(true);
    if (element) { element.className += ' pressed'; }
    reach(function () {
      waiting = setTimeout(function () {
        window.stop();
        stay();
      }, COMES);
      act();
    }, stay);
  }
  window.addEventListener('pageshow', function () {
    isGoing = false;
    clearTimeout(waiting);
    var pressed = document.querySelectorAll('.pressed');
    for (var index = 0; index < pressed.length; index += 1) {
      pressed[index].className = pressed[index].className.replace(' pressed', '');
    }
  });

  function closest(element, tag) {
    while (element && element.tagName !== tag) { element = element.parentElement; }
    return element;
  }

  var pressedButton = null;
  document.addEventListener('click', function (event) {
    var link = closest(event.target, 'A');
    pressedButton = closest(event.target, 'BUTTON');
    if (!link || event.defaultPrevented) { return; }
    var isSkip = link.hash && link.pathname === location.pathname && link.search === location.search;
    if (isSkip) { return; }
    event.preventDefault();
    if (link.host === location.host) { go(link, function () { location.href = link.href; }); }
  });
  document.addEventListener('submit', function (event) {
    if (event.defaultPrevented) { return; }
    event.preventDefault();
    var form = event.target;
    var button = pressedButton && pressedButton.form === form ? pressedButton : null;
    go(button, function () {
      var chosen = make('input', '');
      chosen.type = 'hidden';
      if (button && button.name) {
        chosen.name = button.name;
        chosen.value = button.value;
      }
      form.appendChild(chosen);
      form.submit();
      form.removeChild(chosen);
    });
  });

  /* A list that is longer than its place is turned by a button, row by row: nobody has to drag. */
  function turnOn(list) {
    var items = list.querySelectorAll('li');
    var top = list.getBoundingClientRect().top;
    for (var index = 0; index < items.length; index += 1) {
      var box = items[index].getBoundingClientRect();
      if (box.bottom - top > list.clientHeight + 4 && box.top - top > 4) {
        list.scrollTop += box.top - top;
        return;
      }
    }
    list.scrollTop = 0;
  }
  function turn(list) {
    var next = list.nextElementSibling;
    var button = next && /more/.test(next.className) ? next : null;
    if (button) { button.style.display = 'none'; }
    var isOver = list.scrollHeight > list.clientHeight + 4;
    if (button) { button.style.display = ''; }
    if (isOver && !button) {
      button = make('button', 'more', data('more'));
      button.type = 'button';
      button.addEventListener('click', function () { turnOn(list); });
      list.parentNode.insertBefore(button, list.nextSibling);
    }
    if (!isOver && button) { list.parentNode.removeChild(button); }
  }
  function turnAll() {
    var lists = document.querySelectorAll('.list');
    for (var index = 0; index < lists.length; index += 1) { turn(lists[index]); }
  }
  if (data('more')) {
    turnAll();
    window.addEventListener('resize', turnAll);
    window.yizhan.on('replaced', turnAll);
  }

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
    if (left <= 0) { go(null, function () { leave(data('idle-home')); }); return; }
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
    done.addEventListener('click', function (event) {
      event.preventDefault();
      go(done, function () { leave(data('done-home')); });
    });
    var hasTrouble = false;
    setInterval(function () {
      left -= 1;
      /* The slip does not come after all: time to copy the number by hand. */
      if (!hasTrouble && document.querySelector('.printing.attention')) {
        hasTrouble = true;
        left = Math.max(left, 60);
      }
      if (left <= 0 && !isOff) { go(null, function () { leave(data('done-home')); }); }
      done.textContent = data('done-text') + ' (' + Math.max(left, 0) + ')';
    }, 1000);
  }

  /* A pad never takes the focus, so that a card reader's Enter stays with the input. */
  function keepFocus(pad) { pad.addEventListener('mousedown', prevent); }

  /* The search: each key changes the words and fetches what they find. */
  var search = document.querySelector('[data-search]');
  if (search) {
    var asked = search.querySelector('#f-q');
    var found = document.getElementById('found');
    var priority = search.querySelector('[name=priority]');
    var find = function () {
      found.setAttribute('data-live', search.getAttribute('data-search') + '?q=' +
        encodeURIComponent(asked.value) + (priority ? '&priority=' + priority.value : ''));
      window.yizhan.refresh(found);
    };
    keepFocus(search.querySelector('.pad'));
    search.addEventListener('click', function (event) {
      var key = closest(event.target, 'BUTTON');
      if (!key || !key.name) { return; }
      event.preventDefault();
      if (key.name === 'add') { asked.value += key.value; }
      if (key.name === 'cut') { asked.value = asked.value.slice(0, -1); }
      if (key.name === 'word') { asked.value = key.value; }
      find();
    });
    asked.addEventListener('input', find);
    /* On a low screen there is room for the letters or for what they find. */
    asked.addEventListener('click', function () { search.className = 'side keys'; });
    search.addEventListener('submit', function (event) {
      event.preventDefault();
      search.className = 'side';
      find();
    });
    asked.focus();
  }

  /* A door beside the kiosk: what it does is asked for until it has done it. */
  var door = document.querySelector('[data-door]');
  if (door) {
    setInterval(function () {
      if (door.querySelector('.moving')) { window.yizhan.refresh(door); }
    }, 1000);
  }

  /* The pad for numbers and codes; where there are several inputs, it types into the last that was touched. */
  var form = document.querySelector('[data-pad]');
  var input = form && form.querySelector('input[type=text]');
  listen();
  if (!form) { return; }
  form.addEventListener('focus', function (event) {
    if (event.target.type === 'text') { input = event.target; }
  }, true);
  var keys = form.getAttribute('data-pad-keys').split(' ');
  var pad = make('div', keys.length > 12 ? 'pad letters' : 'pad');
  pad.setAttribute('role', 'group');
  pad.setAttribute('aria-label', form.getAttribute('data-pad-name'));
  keepFocus(pad);
  function change(text) {
    input.value = text.slice(0, input.maxLength);
    count();
  }
  function type(key) { return button('', key, function () { change(input.value + key); }); }
  for (var index = 0; index < keys.length; index += 1) { pad.appendChild(type(keys[index])); }
  pad.appendChild(button('word', form.getAttribute('data-pad-delete'), function () {
    change(input.value.slice(0, -1));
  }));
  form.insertBefore(pad, (form.querySelector('.inputs') || input.parentNode).nextSibling);
  (form.querySelector('[aria-invalid]') || input).focus();

  /* The number stays covered; how much of it is there is said. */
  var typed = form.getAttribute('data-typed');
  var said = make('p', '');
  function count() {
    if (typed) { said.textContent = typed.replace('{n}', String(input.value.length)); }
  }
  input.addEventListener('input', count);
  var show = form.getAttribute('data-show');
  if (show) {
    var beside = make('div', 'beside');
    said.setAttribute('aria-live', 'polite');
    beside.appendChild(said);
    beside.appendChild(button('second show-number', show, function () {
      var isHidden = input.className === 'masked';
      input.className = isHidden ? '' : 'masked';
      this.textContent = isHidden ? form.getAttribute('data-hide') : show;
      input.focus();
    }));
    input.parentNode.appendChild(beside);
    count();
  }

  /* A scanner and a card reader are keyboards that type a whole code within a moment and end with Enter, wherever
     the focus is: a collection code opens its claim, a card's number goes where one is asked for. What was typed by
     hand before gives way to it. Nobody types such a code: a busy terminal may be slow. */
  function listen() {
    var bar = document.querySelector('[data-collect]');
    var isReader = form && form.hasAttribute('data-reader');
    var takes = isReader || (form && form.querySelector('.inputs'));
    var burst = '';
    var before = 0;
    var swallowed = 0;
    var note = null;
    if (!bar) { return; }

    /* The form that calls somebody has the page's token. */
    function collect(code) {
      var sent = bar.querySelector('.staff-call').cloneNode(true);
      var field = make('input', '');
      sent.action = bar.getAttribute('data-collect');
      field.type = 'hidden';
      field.name = 'number';
      field.value = code;
      sent.appendChild(field);
      bar.appendChild(sent);
      go(null, function () { sent.submit(); });
    }

    function warn() {
      if (note) { return; }
      note = make('p', 'ime', bar.getAttribute('data-ime'));
      note.setAttribute('role', 'alert');
      body.insertBefore(note, document.getElementById('main'));
    }

    document.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey) { return; }
      var code = event.keyCode;
      // When the key was pressed, not when a busy terminal came to it.
      var now = event.timeStamp || Date.now();
      if (now - before > 800 || code === 8 || code === 46) {
        burst = '';
        swallowed = 0;
      }
      before = now;
      if (code === 13) {
        var read = burst;
        burst = '';
        swallowed = 0;
        if (/^YZ[0-9A-Z]{30,}$/.test(read)) {
          event.preventDefault();
          collect(read);
        } else if (isReader && /^[0-9X]{15,}$/.test(read)) {
          event.preventDefault();
          input.value = read;
          pressedButton = null;
          go(null, function () { form.submit(); });
        } else if (event.target === input && nextInput()) {
          event.preventDefault();
          nextInput().focus();
        }
        return;
      }
      /* 229: an input method has taken the key. A person does not type twelve without a pause. */
      if (code === 229) {
        swallowed += 1;
        if (swallowed >= 12) { warn(); }
      }
      var sign = code >= 96 && code <= 105 ? String(code - 96)
        : (code >= 48 && code <= 57 && !event.shiftKey) || (code >= 65 && code <= 90)
          ? String.fromCharCode(code) : '';
      if (!sign) { return; }
      burst += sign;
      /* Digits go to the pad's input though it has not the focus; letters alone are a scanner's. */
      if (takes && !/INPUT/.test(event.target.tagName) && (/[0-9]/.test(sign) || (isReader && sign === 'X'))) {
        event.preventDefault();
        input.focus();
        change(input.value + sign);
      }
    });
  }

  /* Enter in the first of two inputs leads to the second. */
  function nextInput() {
    var inputs = form ? form.querySelectorAll('.inputs input[type=text]') : [];
    return inputs.length === 2 && input === inputs[0] && inputs[0].value && !/^YZ/i.test(inputs[0].value)
      ? inputs[1] : null;
  }
}());
