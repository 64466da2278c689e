// The built-in voice, one line a clip; Appliance/voice/make-clips makes them.
#include "CTemplates.h"

#define FILE_BYTES(name) static const unsigned char name[]

FILE_BYTES(voice_digit_0) = {
#embed "voice/digit-0.wav"
};
FILE_BYTES(voice_digit_1) = {
#embed "voice/digit-1.wav"
};
FILE_BYTES(voice_digit_2) = {
#embed "voice/digit-2.wav"
};
FILE_BYTES(voice_digit_3) = {
#embed "voice/digit-3.wav"
};
FILE_BYTES(voice_digit_4) = {
#embed "voice/digit-4.wav"
};
FILE_BYTES(voice_digit_5) = {
#embed "voice/digit-5.wav"
};
FILE_BYTES(voice_digit_6) = {
#embed "voice/digit-6.wav"
};
FILE_BYTES(voice_digit_7) = {
#embed "voice/digit-7.wav"
};
FILE_BYTES(voice_digit_8) = {
#embed "voice/digit-8.wav"
};
FILE_BYTES(voice_digit_9) = {
#embed "voice/digit-9.wav"
};
FILE_BYTES(voice_hundred) = {
#embed "voice/hundred.wav"
};
FILE_BYTES(voice_letter_a) = {
#embed "voice/letter-a.wav"
};
FILE_BYTES(voice_letter_b) = {
#embed "voice/letter-b.wav"
};
FILE_BYTES(voice_letter_c) = {
#embed "voice/letter-c.wav"
};
FILE_BYTES(voice_letter_d) = {
#embed "voice/letter-d.wav"
};
FILE_BYTES(voice_letter_e) = {
#embed "voice/letter-e.wav"
};
FILE_BYTES(voice_letter_f) = {
#embed "voice/letter-f.wav"
};
FILE_BYTES(voice_letter_g) = {
#embed "voice/letter-g.wav"
};
FILE_BYTES(voice_letter_h) = {
#embed "voice/letter-h.wav"
};
FILE_BYTES(voice_letter_i) = {
#embed "voice/letter-i.wav"
};
FILE_BYTES(voice_letter_j) = {
#embed "voice/letter-j.wav"
};
FILE_BYTES(voice_letter_k) = {
#embed "voice/letter-k.wav"
};
FILE_BYTES(voice_letter_l) = {
#embed "voice/letter-l.wav"
};
FILE_BYTES(voice_letter_m) = {
#embed "voice/letter-m.wav"
};
FILE_BYTES(voice_letter_n) = {
#embed "voice/letter-n.wav"
};
FILE_BYTES(voice_letter_o) = {
#embed "voice/letter-o.wav"
};
FILE_BYTES(voice_letter_p) = {
#embed "voice/letter-p.wav"
};
FILE_BYTES(voice_letter_q) = {
#embed "voice/letter-q.wav"
};
FILE_BYTES(voice_letter_r) = {
#embed "voice/letter-r.wav"
};
FILE_BYTES(voice_letter_s) = {
#embed "voice/letter-s.wav"
};
FILE_BYTES(voice_letter_t) = {
#embed "voice/letter-t.wav"
};
FILE_BYTES(voice_letter_u) = {
#embed "voice/letter-u.wav"
};
FILE_BYTES(voice_letter_v) = {
#embed "voice/letter-v.wav"
};
FILE_BYTES(voice_letter_w) = {
#embed "voice/letter-w.wav"
};
FILE_BYTES(voice_letter_x) = {
#embed "voice/letter-x.wav"
};
FILE_BYTES(voice_letter_y) = {
#embed "voice/letter-y.wav"
};
FILE_BYTES(voice_letter_z) = {
#embed "voice/letter-z.wav"
};
FILE_BYTES(voice_number) = {
#embed "voice/number.wav"
};
FILE_BYTES(voice_please) = {
#embed "voice/please.wav"
};
FILE_BYTES(voice_sound_test) = {
#embed "voice/sound-test.wav"
};
FILE_BYTES(voice_step_help) = {
#embed "voice/step-help.wav"
};
FILE_BYTES(voice_step_identity) = {
#embed "voice/step-identity.wav"
};
FILE_BYTES(voice_step_lines) = {
#embed "voice/step-lines.wav"
};
FILE_BYTES(voice_step_priority) = {
#embed "voice/step-priority.wav"
};
FILE_BYTES(voice_step_return) = {
#embed "voice/step-return.wav"
};
FILE_BYTES(voice_step_item) = {
#embed "voice/step-item.wav"
};
FILE_BYTES(voice_step_case) = {
#embed "voice/step-case.wav"
};
FILE_BYTES(voice_step_collect) = {
#embed "voice/step-collect.wav"
};
FILE_BYTES(voice_step_cell) = {
#embed "voice/step-cell.wav"
};
FILE_BYTES(voice_step_search) = {
#embed "voice/step-search.wav"
};
FILE_BYTES(voice_step_ticket) = {
#embed "voice/step-ticket.wav"
};
FILE_BYTES(voice_ten) = {
#embed "voice/ten.wav"
};
FILE_BYTES(voice_to) = {
#embed "voice/to.wav"
};
FILE_BYTES(voice_window) = {
#embed "voice/window.wav"
};

#define ENTRY(path, name) {path, name, sizeof name}

static const struct yizhan_template table[] = {
    ENTRY("voice/digit-0.wav", voice_digit_0),
    ENTRY("voice/digit-1.wav", voice_digit_1),
    ENTRY("voice/digit-2.wav", voice_digit_2),
    ENTRY("voice/digit-3.wav", voice_digit_3),
    ENTRY("voice/digit-4.wav", voice_digit_4),
    ENTRY("voice/digit-5.wav", voice_digit_5),
    ENTRY("voice/digit-6.wav", voice_digit_6),
    ENTRY("voice/digit-7.wav", voice_digit_7),
    ENTRY("voice/digit-8.wav", voice_digit_8),
    ENTRY("voice/digit-9.wav", voice_digit_9),
    ENTRY("voice/hundred.wav", voice_hundred),
    ENTRY("voice/letter-a.wav", voice_letter_a),
    ENTRY("voice/letter-b.wav", voice_letter_b),
    ENTRY("voice/letter-c.wav", voice_letter_c),
    ENTRY("voice/letter-d.wav", voice_letter_d),
    ENTRY("voice/letter-e.wav", voice_letter_e),
    ENTRY("voice/letter-f.wav", voice_letter_f),
    ENTRY("voice/letter-g.wav", voice_letter_g),
    ENTRY("voice/letter-h.wav", voice_letter_h),
    ENTRY("voice/letter-i.wav", voice_letter_i),
    ENTRY("voice/letter-j.wav", voice_letter_j),
    ENTRY("voice/letter-k.wav", voice_letter_k),
    ENTRY("voice/letter-l.wav", voice_letter_l),
    ENTRY("voice/letter-m.wav", voice_letter_m),
    ENTRY("voice/letter-n.wav", voice_letter_n),
    ENTRY("voice/letter-o.wav", voice_letter_o),
    ENTRY("voice/letter-p.wav", voice_letter_p),
    ENTRY("voice/letter-q.wav", voice_letter_q),
    ENTRY("voice/letter-r.wav", voice_letter_r),
    ENTRY("voice/letter-s.wav", voice_letter_s),
    ENTRY("voice/letter-t.wav", voice_letter_t),
    ENTRY("voice/letter-u.wav", voice_letter_u),
    ENTRY("voice/letter-v.wav", voice_letter_v),
    ENTRY("voice/letter-w.wav", voice_letter_w),
    ENTRY("voice/letter-x.wav", voice_letter_x),
    ENTRY("voice/letter-y.wav", voice_letter_y),
    ENTRY("voice/letter-z.wav", voice_letter_z),
    ENTRY("voice/number.wav", voice_number),
    ENTRY("voice/please.wav", voice_please),
    ENTRY("voice/sound-test.wav", voice_sound_test),
    ENTRY("voice/step-help.wav", voice_step_help),
    ENTRY("voice/step-identity.wav", voice_step_identity),
    ENTRY("voice/step-lines.wav", voice_step_lines),
    ENTRY("voice/step-priority.wav", voice_step_priority),
    ENTRY("voice/step-return.wav", voice_step_return),
    ENTRY("voice/step-item.wav", voice_step_item),
    ENTRY("voice/step-case.wav", voice_step_case),
    ENTRY("voice/step-collect.wav", voice_step_collect),
    ENTRY("voice/step-cell.wav", voice_step_cell),
    ENTRY("voice/step-search.wav", voice_step_search),
    ENTRY("voice/step-ticket.wav", voice_step_ticket),
    ENTRY("voice/ten.wav", voice_ten),
    ENTRY("voice/to.wav", voice_to),
    ENTRY("voice/window.wav", voice_window),
};

const struct yizhan_template *yizhan_voice_clips(void) { return table; }

size_t yizhan_voice_clip_count(void) { return sizeof table / sizeof table[0]; }
