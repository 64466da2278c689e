/* The follow page: a sound and a shake when the number is called, for those who ask for it. */
(function () {
  'use strict';
  var body = document.body;
  var number = body.getAttribute('data-number');
  var Audio = window.AudioContext || window.webkitAudioContext;
  var audio = null;
  var isAsked = false;
  var answer = '';
  var title = document.title;

  function words(name) { return body.getAttribute('data-remind' + name); }

  function tone(start, length) {
    var sound = audio.createOscillator();
    var volume = audio.createGain();
    sound.frequency.value = 880;
    volume.gain.value = 0.4;
    sound.connect(volume);
    volume.connect(audio.destination);
    sound.start(audio.currentTime + start);
    sound.stop(audio.currentTime + start + length);
  }

  function remind() {
    if (!isAsked) { return; }
    if (navigator.vibrate) { navigator.vibrate([500, 200, 500, 200, 500]); }
    if (!audio) { return; }
    if (audio.resume) { audio.resume(); }
    tone(0, 0.4);
    tone(0.6, 0.4);
    tone(1.2, 0.4);
  }

  /* A browser lets a page sound only after its user has pressed something: this is the press. */
  function ask() {
    isAsked = true;
    if (Audio && !audio) { audio = new Audio(); }
    if (audio && audio.resume) { audio.resume(); }
    if (audio) { tone(0, 0.15); }
    if (navigator.vibrate) { navigator.vibrate(200); }
    answer = words(audio || navigator.vibrate ? '-on' : '-off');
    offer();
  }

  /* The part is made anew after each event; the way to ask is put into it again. */
  function offer() {
    var place = document.querySelector('div[data-remind]');
    if (!place) { return; }
    var element = document.createElement(isAsked ? 'p' : 'button');
    element.textContent = isAsked ? answer : words('');
    if (isAsked) { element.setAttribute('role', 'status'); } else {
      element.type = 'button';
      element.id = 'remind';
      element.addEventListener('click', ask);
    }
    place.innerHTML = '';
    place.appendChild(element);
  }

  var wasCalled = false;
  function follow() {
    var isCalled = document.querySelector('[data-called]') !== null;
    var sentence = document.querySelector('.sentence');
    document.title = isCalled && sentence ? sentence.textContent + ' ' + title : title;
    offer();
    if (isCalled && !wasCalled) { remind(); }
    wasCalled = isCalled;
  }
  follow();
  window.yizhan.on('replaced', follow);
  /* A recall changes nothing on the page, and is heard all the same. */
  window.yizhan.on('call', function (call) {
    if (call.number === number && wasCalled) { remind(); }
  });
}());
