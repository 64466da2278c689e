/* The desk: keys for the acts, times that run, and every part of the page kept as the hall has it. */
(function () {
  'use strict';
  var body = document.body;
  var nowAddress = body.getAttribute('data-now');
  var served = {};
  var banner = null;
  var due = null;

  function each(within, selector, act) {
    var elements = within.querySelectorAll(selector);
    for (var index = 0; index < elements.length; index += 1) { act(elements[index]); }
  }

  /* One act at a time: every button waits for the answer to the one that was pressed. */
  var state = document.getElementById('line-state');
  var connected = state ? state.textContent : '';
  window.addEventListener('submit', function (event) {
    if (event.defaultPrevented || event.target.method !== 'post') { return; }
    each(document, 'button', function (button) { button.disabled = true; });
    if (state) { state.textContent = body.getAttribute('data-sending'); }
  });
  window.addEventListener('pageshow', function () {
    each(document, 'button', function (button) { button.disabled = false; });
    if (state) { state.textContent = connected; }
  });

  /* Keys. Space belongs to whatever has the focus, unless nothing has it. */
  function isTyping(element) {
    return element && /^(INPUT|SELECT|TEXTAREA|BUTTON|A|SUMMARY)$/.test(element.tagName);
  }

  document.addEventListener('keydown', function (event) {
    var code = event.keyCode;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) { return; }
    if (code === 32 && isTyping(event.target)) { return; }
    if (code !== 32 && (code < 112 || code > 121 || code === 116)) { return; }
    event.preventDefault();
    var field = document.querySelector('[data-key-focus="' + code + '"]');
    if (field) { field.focus(); field.select(); return; }
    var fold = document.querySelector('[data-key-open="' + code + '"]');
    if (fold) {
      fold.open = true;
      fold.querySelector('select, input[type=text]').focus();
      return;
    }
    var form = document.querySelector('[data-key-code="' + code + '"]');
    var button = form && form.querySelector('button');
    if (button && !button.disabled) { button.click(); }
  });

  /* Times. Each element counts from when it came into the page. */
  function passed(element) {
    if (!element.yizhanBegan) { element.yizhanBegan = Date.now(); }
    return Math.floor((Date.now() - element.yizhanBegan) / 1000);
  }

  function clockText(seconds) {
    var rest = seconds % 60;
    return Math.floor(seconds / 60) + ':' + (rest < 10 ? '0' : '') + rest;
  }

  function run() {
    each(document, '[data-elapsed]', function (element) {
      element.textContent = clockText(Number(element.getAttribute('data-elapsed')) + passed(element));
    });
    each(document, '[data-undo]', function (form) {
      var left = Number(form.getAttribute('data-undo')) - passed(form);
      if (left <= 0) { if (!window.yizhan.isHeld()) { form.parentNode.removeChild(form); } return; }
      var label = form.querySelector('.label');
      label.textContent = label.getAttribute('data-label') + ' (' + left + ')';
    });
  }
  run();
  setInterval(run, 1000);

  /* Made by script: without it, the next step leads to the sign-in page by itself. */
  function expire() {
    if (banner) { return; }
    banner = document.createElement('p');
    banner.className = 'expired';
    banner.setAttribute('role', 'alert');
    banner.textContent = body.getAttribute('data-expired') + ' ';
    var link = document.createElement('a');
    link.className = 'button second small';
    link.href = '/sign-in?next=' + encodeURIComponent(body.getAttribute('data-desk'));
    link.textContent = body.getAttribute('data-sign-in');
    banner.appendChild(link);
    body.insertBefore(banner, document.getElementById('main'));
  }
  window.yizhanDesk = { expire: expire };

  /* A part with a key is put in anew when its key changes, others when their content does; never while
     somebody types in it. */
  function place(fresh) {
    var name = fresh.getAttribute('data-part');
    var old = document.querySelector('[data-part="' + name + '"]');
    var key = fresh.getAttribute('data-part-key');
    var text = fresh.innerHTML;
    if (!old) { return; }
    if (key === null ? served[name] === text : old.getAttribute('data-part-key') === key) { return; }
    var focused = document.activeElement;
    var isBusy = focused && old.contains(focused) && /INPUT|SELECT|TEXTAREA/.test(focused.tagName);
    if (isBusy && key === null) { return; }
    served[name] = text;
    old.innerHTML = text;
    if (key !== null) { old.setAttribute('data-part-key', key); }
    if (name === 'note') { window.dispatchEvent(new Event('yizhan-note')); }
  }

  function show(text) {
    if (window.yizhan.isHeld()) { return; }
    var fresh = document.createElement('div');
    fresh.innerHTML = text;
    var isWorking = document.getElementById('desk-now') !== null;
    if ((fresh.querySelector('#desk-now') !== null) !== isWorking) { window.location.reload(); return; }
    each(fresh, '[data-part]', place);
    run();
  }

  function refresh() {
    due = null;
    var request = new XMLHttpRequest();
    request.open('GET', nowAddress, true);
    request.timeout = 8000;
    request.onload = function () {
      /* Led to the sign-in page, whose address names this one behind its question mark. */
      var from = (request.responseURL || nowAddress).split('?')[0];
      if (from.slice(-nowAddress.length) !== nowAddress) { expire(); return; }
      if (request.status === 401 || request.status === 403) { expire(); return; }
      if (request.status === 200) { show(request.responseText); }
    };
    request.send();
  }

  function soon() { if (!due) { due = setTimeout(refresh, 100 + Math.random() * 200); } }
  window.yizhan.on('call', soon);
  window.yizhan.on('board', soon);
  setInterval(soon, 30000);
}());
