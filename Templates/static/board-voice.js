/*
 * The board's loudspeaker: one sound at a time. The body says whether the board speaks (data-voice), and the
 * words for its states: on, blocked (the browser wants a touch first), failed, off.
 */
(function () {
  'use strict';
  var body = document.body;
  var clips = body.getAttribute('data-voice');
  var hall = body.getAttribute('data-hall');
  var TOO_LONG = 20000;
  var REPORTS = 60000;
  var state = '';
  var audio = clips ? new Audio() : null;
  var sign = null;

  /* A button while somebody has to touch it, a word otherwise. */
  function draw() {
    var next = document.createElement(state === 'blocked' ? 'button' : 'p');
    next.id = 'sound';
    next.className = 'sound ' + state;
    next.textContent = body.getAttribute('data-sound-' + state);
    if (sign) { sign.parentNode.removeChild(sign); }
    var top = document.querySelector('.board-top');
    sign = top.insertBefore(next, top.querySelector('.now'));
  }

  function report() {
    if (!body.getAttribute('data-device') || !state) { return; }
    var request = new XMLHttpRequest();
    request.open('POST', hall + '/board/sound', true);
    request.setRequestHeader('Content-Type', 'application/json');
    request.send(JSON.stringify({ state: state }));
  }

  function become(next) {
    if (next === state) { return; }
    state = next;
    draw();
    report();
  }

  /* Calls `done` once: when the sound has ended, or cannot be played. */
  function play(address, done) {
    var isOver = false;
    var timer = null;
    function end(next) {
      if (isOver) { return; }
      isOver = true;
      clearTimeout(timer);
      audio.onended = audio.onerror = null;
      become(next);
      if (next !== 'on') { audio.pause(); }
      if (done) { done(); }
    }
    timer = setTimeout(function () { end('failed'); }, TOO_LONG);
    audio.onended = function () { end('on'); };
    audio.onerror = function () { end('failed'); };
    audio.src = address;
    var promise = audio.play();
    if (promise && promise['catch']) {
      promise['catch'](function (error) {
        end(error && error.name === 'NotAllowedError' ? 'blocked' : 'failed');
      });
    }
  }

  window.yizhanVoice = {
    isOn: function () { return Boolean(audio); },
    say: function (call, done) {
      play(hall + '/say/' + encodeURIComponent(call.number) + '/' + encodeURIComponent(call.window) + '.wav', done);
    },
    clip: function (name, done) { if (audio) { play(clips + name + '.wav', done); } else { done(); } }
  };

  if (!audio) { become('off'); }
  if (audio) {
    play(body.getAttribute('data-silence'), null);
    document.addEventListener('click', function () {
      if (state === 'blocked') { window.yizhanTest(); }
    });
  }
  setInterval(report, REPORTS);
}());
