// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/markdown.h"

#include "app/text/documentbuilder.h"
#include "app/text/limits.h"

#include <algorithm>

namespace confab::text {

namespace {

constexpr unsigned dialect = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH;

DocumentBuilder& builder(void* data) {
    return *static_cast<DocumentBuilder*>(data);
}

int goesOn(bool within) {
    return within ? 0 : -1;
}

MD_PARSER parser() {
    MD_PARSER parser{};
    parser.flags = dialect;
    // Below zero: md4c stops.
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
        return goesOn(builder(data).enterBlock(type, detail));
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) { return goesOn(builder(data).leaveBlock(type)); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
        return goesOn(builder(data).enterSpan(type, detail));
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* data) { return goesOn(builder(data).leaveSpan(type)); };
    parser.text = [](MD_TEXTTYPE type, const char* text, MD_SIZE size, void* data) {
        return goesOn(builder(data).addText(type, text, size));
    };
    return parser;
}

Document asWritten(const QString& body) {
    Document document;
    Block block;
    block.spans.append(Span{body});
    document.blocks.append(block);
    return document;
}

/// Whether a line that begins like this may be an item, a heading, a quote, a rule or the line under a heading.
bool beginsBlock(QStringView line) {
    const QStringView text = line.trimmed();
    if (text.isEmpty())
        return true; // paragraphs
    const QChar c = text.front();
    const auto number = std::find_if(text.begin(), text.end(), [](QChar at) { return at < u'0' || at > u'9'; });
    const bool numbered = number != text.begin() && number != text.end() && (*number == u'.' || *number == u')');
    return QStringView(u"-+=").contains(c) || numbered || line.front() != c;
}

} // namespace

Document parse(const QString& body, std::span<const Mention> mentions) {
    if (body.size() > limits::bodyUnits)
        return asWritten(body);
    const SourceText source(body, mentions);
    DocumentBuilder builder(source, mentions);
    const MD_PARSER callbacks = parser();
    if (md_parse(source.utf8().constData(), MD_SIZE(source.utf8().size()), &callbacks, &builder) != 0)
        return asWritten(body);
    Document document = builder.document();
    return document.blocks.isEmpty() ? asWritten(body) : document;
}

bool mayBeFormatted(const QString& body, bool hasMentions) {
    const bool marked = std::any_of(body.begin(), body.end(), [hasMentions](QChar c) {
        return QStringView(u"*_~`#>[|\\&<\r\u2028\u2029").contains(c) || (c == u'@' && hasMentions);
    }); // the last three end a line, too
    if (marked || body.contains(u"://") || body.contains(u"www.", Qt::CaseInsensitive) ||
        body.contains(u"mailto:", Qt::CaseInsensitive))
        return true;
    const auto lines = QStringView(body).split(u'\n');
    return std::any_of(lines.begin(), lines.end(), beginsBlock);
}

QString hiddenText() {
    return QStringLiteral("▒▒▒▒");
}

QString plainText(const QString& body, bool isCut) {
    if (!mayBeFormatted(body, false))
        return body.simplified();
    // This closes a spoiler that is open where the text was cut.
    const QString bars = isCut && body.contains(u"||") ? QStringLiteral("||") : QString();
    const Document document = parse(body % bars);
    QString text;
    for (const Block& block : document.blocks) {
        if (!text.isEmpty())
            text += u' ';
        if (!block.marker.isEmpty())
            text += block.marker % u' ';
        int hidden = -1;
        for (const Span& span : block.spans) {
            if (span.spoiler < 0)
                text += span.text;
            else if (span.spoiler != hidden)
                text += hiddenText();
            hidden = span.spoiler;
        }
    }
    text = text.simplified();
    if (!bars.isEmpty() && text.endsWith(bars))
        text.chop(bars.size());
    return text;
}

} // namespace confab::text
