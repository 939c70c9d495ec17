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
static const unsigned char invoice_nb_md[] = {
#embed "../Composition/Starter/Resources/invoice-nb.md"
};
static const unsigned char invoice_nn_md[] = {
#embed "../Composition/Starter/Resources/invoice-nn.md"
};
static const unsigned char invoice_md[] = {
#embed "../Composition/Starter/Resources/invoice.md"
};
static const unsigned char invoices_nb_csv[] = {
#embed "../Composition/Starter/Resources/invoices-nb.csv"
};
static const unsigned char invoices_nn_csv[] = {
#embed "../Composition/Starter/Resources/invoices-nn.csv"
};
static const unsigned char invoices_csv[] = {
#embed "../Composition/Starter/Resources/invoices.csv"
};
static const unsigned char letter_nb_md[] = {
#embed "../Composition/Starter/Resources/letter-nb.md"
};
static const unsigned char letter_nn_md[] = {
#embed "../Composition/Starter/Resources/letter-nn.md"
};
static const unsigned char letter_md[] = {
#embed "../Composition/Starter/Resources/letter.md"
};
static const unsigned char map_png[] = {
#embed "../Composition/Starter/Resources/map.png"
};
static const unsigned char members_nb_csv[] = {
#embed "../Composition/Starter/Resources/members-nb.csv"
};
static const unsigned char members_nn_csv[] = {
#embed "../Composition/Starter/Resources/members-nn.csv"
};
static const unsigned char members_csv[] = {
#embed "../Composition/Starter/Resources/members.csv"
};
static const unsigned char notice_nb_md[] = {
#embed "../Composition/Starter/Resources/notice-nb.md"
};
static const unsigned char notice_nn_md[] = {
#embed "../Composition/Starter/Resources/notice-nn.md"
};
static const unsigned char notice_md[] = {
#embed "../Composition/Starter/Resources/notice.md"
};
static const unsigned char signature_png[] = {
#embed "../Composition/Starter/Resources/signature.png"
};
static const unsigned char stationery_nb_yaml[] = {
#embed "../Composition/Starter/Resources/stationery-nb.yaml"
};
static const unsigned char stationery_nn_yaml[] = {
#embed "../Composition/Starter/Resources/stationery-nn.yaml"
};
static const unsigned char stationery_yaml[] = {
#embed "../Composition/Starter/Resources/stationery.yaml"
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
    FILE("Composition/Starter/Resources/invoice-nb.md", invoice_nb_md),
    FILE("Composition/Starter/Resources/invoice-nn.md", invoice_nn_md),
    FILE("Composition/Starter/Resources/invoice.md", invoice_md),
    FILE("Composition/Starter/Resources/invoices-nb.csv", invoices_nb_csv),
    FILE("Composition/Starter/Resources/invoices-nn.csv", invoices_nn_csv),
    FILE("Composition/Starter/Resources/invoices.csv", invoices_csv),
    FILE("Composition/Starter/Resources/letter-nb.md", letter_nb_md),
    FILE("Composition/Starter/Resources/letter-nn.md", letter_nn_md),
    FILE("Composition/Starter/Resources/letter.md", letter_md),
    FILE("Composition/Starter/Resources/map.png", map_png),
    FILE("Composition/Starter/Resources/members-nb.csv", members_nb_csv),
    FILE("Composition/Starter/Resources/members-nn.csv", members_nn_csv),
    FILE("Composition/Starter/Resources/members.csv", members_csv),
    FILE("Composition/Starter/Resources/notice-nb.md", notice_nb_md),
    FILE("Composition/Starter/Resources/notice-nn.md", notice_nn_md),
    FILE("Composition/Starter/Resources/notice.md", notice_md),
    FILE("Composition/Starter/Resources/signature.png", signature_png),
    FILE("Composition/Starter/Resources/stationery-nb.yaml", stationery_nb_yaml),
    FILE("Composition/Starter/Resources/stationery-nn.yaml", stationery_nn_yaml),
    FILE("Composition/Starter/Resources/stationery.yaml", stationery_yaml),
};

const struct EmbeddedFile *embeddedFiles(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
