#include "resources.h"

// Compilers of Swift take a second for a thousand bytes of an array; this is why these files come from C.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char app_js[] = {
#embed "../Preview/Page/app.js"
};
static const unsigned char colours_css[] = {
#embed "../Preview/Page/colours.css"
};
static const unsigned char comparison_js[] = {
#embed "../Preview/Page/comparison.js"
};
static const unsigned char elements_js[] = {
#embed "../Preview/Page/elements.js"
};
static const unsigned char findings_js[] = {
#embed "../Preview/Page/findings.js"
};
static const unsigned char icon_svg[] = {
#embed "../Preview/Page/icon.svg"
};
static const unsigned char index_html[] = {
#embed "../Preview/Page/index.html"
};
static const unsigned char labels_js[] = {
#embed "../Preview/Page/labels.js"
};
static const unsigned char language_js[] = {
#embed "../Preview/Page/language.js"
};
static const unsigned char letter_js[] = {
#embed "../Preview/Page/letter.js"
};
static const unsigned char making_js[] = {
#embed "../Preview/Page/making.js"
};
static const unsigned char paper_js[] = {
#embed "../Preview/Page/paper.js"
};
static const unsigned char problems_js[] = {
#embed "../Preview/Page/problems.js"
};
static const unsigned char recipients_js[] = {
#embed "../Preview/Page/recipients.js"
};
static const unsigned char rows_js[] = {
#embed "../Preview/Page/rows.js"
};
static const unsigned char server_js[] = {
#embed "../Preview/Page/server.js"
};
static const unsigned char structure_js[] = {
#embed "../Preview/Page/structure.js"
};
static const unsigned char style_css[] = {
#embed "../Preview/Page/style.css"
};
static const unsigned char texts_json[] = {
#embed "../Preview/Page/texts.json"
};
static const unsigned char thumbnails_js[] = {
#embed "../Preview/Page/thumbnails.js"
};
static const unsigned char views_css[] = {
#embed "../Preview/Page/views.css"
};

#define FILE(path, bytes) {path, bytes, sizeof bytes}

static const struct EmbeddedFile files[] = {
    FILE("Preview/Page/app.js", app_js),
    FILE("Preview/Page/colours.css", colours_css),
    FILE("Preview/Page/comparison.js", comparison_js),
    FILE("Preview/Page/elements.js", elements_js),
    FILE("Preview/Page/findings.js", findings_js),
    FILE("Preview/Page/icon.svg", icon_svg),
    FILE("Preview/Page/index.html", index_html),
    FILE("Preview/Page/labels.js", labels_js),
    FILE("Preview/Page/language.js", language_js),
    FILE("Preview/Page/letter.js", letter_js),
    FILE("Preview/Page/making.js", making_js),
    FILE("Preview/Page/paper.js", paper_js),
    FILE("Preview/Page/problems.js", problems_js),
    FILE("Preview/Page/recipients.js", recipients_js),
    FILE("Preview/Page/rows.js", rows_js),
    FILE("Preview/Page/server.js", server_js),
    FILE("Preview/Page/structure.js", structure_js),
    FILE("Preview/Page/style.css", style_css),
    FILE("Preview/Page/texts.json", texts_json),
    FILE("Preview/Page/thumbnails.js", thumbnails_js),
    FILE("Preview/Page/views.css", views_css),
};

const struct EmbeddedFile *embeddedFiles(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
