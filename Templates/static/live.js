/*
 * Keeps a page current: one event stream, a watchdog over it, parts fetched anew after events.
 *
 * The body says where: data-events, data-state, data-last. An element with data-live is replaced by what
 * its address answers. Other scripts listen with yizhan.on(name, function (data) {}): 'call', 'board',
 * 'heartbeat', 'replaced' after a part was put in place, and for one device alone 'sound' and 'setup'.
 * Elements with data-clock and
 * data-weekday follow the server's time. Without EventSource the state is fetched every five seconds.
 */
(function () {
  'use strict';
  var body = document.body;
  var address = body.getAttribute('data-events');
  var stateAddress = body.getAttribute('data-state');
  var last = body.getAttribute('data-last') || '';
  var handlers = { call: [], board: [], heartbeat: [], replaced: [], sound: [], setup: [] };
  var source = null;
  var heard = Date.now();
  var opened = 0;
  var isAsking = false;
  var isLeaving = false;
  var banner = null;
  var fetching = null;
  var SILENT = 15000;

  window.yizhan = {
    on: function (name, handler) { handlers[name].push(handler); },
    isOffline: function () { return banner !== null; },
    /* Keeps the parts as they are while something in them is under way. */
    hold: function (isHeld) { isLeaving = isHeld; },
    isHeld: function () { return isLeaving; },
    refresh: function (element) { refreshPart(element); }
  };
  if (!address) { return; }

  function each(selector, act) {
    var elements = document.querySelectorAll(selector);
    for (var index = 0; index < elements.length; index += 1) { act(elements[index]); }
  }

  /* The hall's time as the server writes it; the screen's own clock and zone are not asked. */
  function showTime(moment) {
    var parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(moment || '');
    if (!parts) { return; }
    var day = (new Date(Date.UTC(+parts[1], parts[2] - 1, +parts[3])).getUTCDay() + 6) % 7;
    each('[data-clock]', function (element) { element.textContent = parts[4]; });
    each('[data-weekday]', function (element) {
      element.textContent = element.getAttribute('data-weekday').split(' ')[day] || '';
    });
  }

  function tell(name, data) {
    showTime(data.serverTime);
    for (var index = 0; index < handlers[name].length; index += 1) { handlers[name][index](data); }
  }

  function get(url, done) {
    var request = new XMLHttpRequest();
    request.open('GET', url, true);
    request.timeout = 8000;
    request.onload = function () { done(request.status === 200 ? request.responseText : null); };
    request.onerror = request.ontimeout = request.onabort = function () { done(null); };
    request.send();
  }

  function parsed(text) {
    try { return JSON.parse(text); } catch (error) { return null; }
  }

  function hear() {
    heard = Date.now();
    if (!banner) { return; }
    banner.parentNode.removeChild(banner);
    banner = null;
    document.documentElement.className = document.documentElement.className.replace(' offline', '');
  }

  /* Made by script, so that browsers that ignore styles do not show it when all is well. */
  function showBanner() {
    if (banner) { return; }
    banner = document.createElement('p');
    banner.className = 'offline-banner';
    banner.setAttribute('role', 'alert');
    banner.textContent = body.getAttribute('data-offline-text');
    body.appendChild(banner);
    document.documentElement.className += ' offline';
  }

  /* What was unfolded stays so, but never keeps news away. */
  function replace(element, text) {
    var shown = element.shownText || element.innerHTML.replace(' open=""', '');
    if (shown === text || isLeaving) { return; }
    var focused = document.activeElement;
    var name = focused && element.contains(focused) ? focused.id : '';
    if (focused && element.contains(focused) && /INPUT|SELECT/.test(focused.tagName)) { return; }
    var isOpen = element.querySelector('details[open]') !== null;
    element.innerHTML = text;
    element.shownText = text;
    var details = element.querySelector('details');
    if (isOpen && details) { details.setAttribute('open', ''); }
    var again = name && document.getElementById(name);
    if (again) { again.focus(); }
    tell('replaced', {});
  }

  function refreshPart(element) {
    var asked = element.getAttribute('data-live');
    get(asked, function (text) {
      if (text !== null && asked === element.getAttribute('data-live')) { hear(); replace(element, text); }
    });
  }

  /* Many phones hear the same event; they do not all ask at the same moment. */
  function refresh() {
    if (fetching) { return; }
    fetching = setTimeout(function () {
      fetching = null;
      each('[data-live]', refreshPart);
    }, 300 + Math.random() * 1200);
  }

  function receive(name) {
    return function (event) {
      var data = parsed(event.data);
      hear();
      if (event.lastEventId) { last = event.lastEventId; }
      if (!data) { return; }
      if (name === 'call' && data.event) { last = String(data.event); }
      tell(name, data);
      if (name === 'call' || name === 'board') { refresh(); }
    };
  }

  function listen() {
    if (source) { source.close(); }
    opened = Date.now();
    source = new EventSource(address + (last ? '?last=' + encodeURIComponent(last) : ''));
    for (var name in handlers) {
      if (handlers.hasOwnProperty(name)) { source.addEventListener(name, receive(name)); }
    }
  }

  /* The state first: a stream is made anew only when the server has answered. */
  function catchUp(then) {
    if (isAsking) { return; }
    isAsking = true;
    get(stateAddress, function (text) {
      var state = text === null ? null : parsed(text);
      isAsking = false;
      if (!state) { return; }
      hear();
      tell('board', state);
      refresh();
      if (then) { then(); }
    });
  }

  function watch() {
    var silence = Date.now() - heard;
    if (silence > SILENT) { showBanner(); }
    var isDead = source.readyState === 2 || (silence > SILENT && Date.now() - opened > SILENT);
    if (isDead || banner) {
      catchUp(function () { setTimeout(listen, Math.random() * 1000); });
    }
  }

  document.addEventListener('submit', function (event) {
    setTimeout(function () { if (!event.defaultPrevented) { isLeaving = true; } }, 0);
  });
  window.addEventListener('pageshow', function () { isLeaving = false; });

  if (window.EventSource) {
    listen();
    setInterval(watch, 3000);
  } else {
    setInterval(function () {
      if (Date.now() - heard > SILENT) { showBanner(); }
      catchUp(null);
    }, 5000);
  }
}());
