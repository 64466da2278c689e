// The files of Templates/, embedded in the binary by embed.c and voice.c.
#ifndef YIZHAN_TEMPLATES_H
#define YIZHAN_TEMPLATES_H

#include <stddef.h>

struct yizhan_template {
  const char *path;  // below Templates/
  const unsigned char *bytes;
  size_t length;
};

const struct yizhan_template *yizhan_templates(void);
size_t yizhan_template_count(void);

const struct yizhan_template *yizhan_voice_clips(void);
size_t yizhan_voice_clip_count(void);

#endif
