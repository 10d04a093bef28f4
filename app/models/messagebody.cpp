// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messagebody.h"

#include "app/text/links.h"
#include "app/text/markdown.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>

namespace confab::models {

namespace {

const QString linkPrefix = QStringLiteral("link:");
const QString spoilerPrefix = QStringLiteral("spoiler:");

quint32 rgb(const QColor& color) {
    return color.rgb() & 0xFFFFFF;
}

int numberOf(const QString& href, const QString& prefix) {
    bool isNumber = false;
    const int number = href.startsWith(prefix) ? href.sliced(prefix.size()).toInt(&isNumber) : -1;
    return isNumber ? number : -1;
}

} // namespace

MessageBody::MessageBody(QObject* parent) : QObject(parent) {
    connect(this, &MessageBody::lookChanged, this, [this] { ++m_look; }); // the first receiver
}

void MessageBody::setText(const QString& text) {
    if (text == m_text)
        return;
    m_text = text;
    parse();
}

void MessageBody::setMentioned(const QVariant& mentioned) {
    const auto names = mentioned.value<MentionedNames>();
    if (names == m_mentioned)
        return;
    m_mentioned = names;
    parse();
}

void MessageBody::componentComplete() {
    m_complete = true;
    parse();
}

void MessageBody::parse() {
    if (!m_complete)
        return;
    m_document = text::parse(m_text, m_mentioned.names);
    m_pieces = text::piecesOf(m_document);
    m_revealed.clear();
    m_shown.clear();
    for (const text::Piece& piece : std::as_const(m_pieces)) {
        BodyPiece shown{Words, piece.quotes, piece.indent, {}, {}};
        const text::Block& block = m_document.blocks[piece.first];
        if (block.kind == text::Block::Kind::Code) {
            shown.kind = Code;
            shown.language = block.language;
            shown.code = block.spans.isEmpty() ? QString() : block.spans.front().text;
        } else if (block.kind == text::Block::Kind::Rule) {
            shown.kind = Rule;
        }
        m_shown.append(QVariant::fromValue(shown));
    }
    readSpots();
    Q_EMIT parsed();
    Q_EMIT lookChanged();
}

void MessageBody::readSpots() {
    m_spots.clear();
    QSet<QString> seen;
    for (const text::Block& block : std::as_const(m_document.blocks)) {
        for (const text::Span& span : block.spans) {
            BodySpot spot;
            if (span.spoiler >= 0)
                spot = {spoilerPrefix + QString::number(span.spoiler), tr("Hidden text"), true};
            else if (span.link >= 0)
                spot = {linkPrefix + QString::number(span.link), text::withoutDisguise(span.text), false};
            if (spot.href.isEmpty() || seen.contains(spot.href))
                continue;
            seen.insert(spot.href);
            if (!spot.spoiler && m_document.links[span.link].named)
                spot.name = tr("%1, leads to %2").arg(spot.name, text::destination(m_document.links[span.link].target));
            m_spots.append(QVariant::fromValue(spot));
        }
    }
}

text::Palette MessageBody::palette() const {
    text::Palette palette;
    palette.link = rgb(m_link);
    palette.mentionInk = rgb(m_mentionInk);
    palette.mentionGround = rgb(m_mentionGround);
    palette.readerInk = rgb(m_readerInk);
    palette.readerGround = rgb(m_readerGround);
    palette.codeGround = rgb(m_codeGround);
    palette.spoilerGround = rgb(m_spoilerGround);
    palette.revealedGround = rgb(m_revealedGround);
    palette.codeFamily = m_codeFamily;
    palette.codeSize = m_codeSize;
    return palette;
}

QString MessageBody::markup(int piece) const {
    if (piece < 0 || piece >= m_pieces.size())
        return {};
    const text::Piece& part = m_pieces[piece];
    return text::markup(std::span(m_document.blocks).subspan(size_t(part.first), size_t(part.count)), palette(),
                        m_revealed);
}

const text::Link* MessageBody::linkOf(const QString& href) const {
    const int number = numberOf(href, linkPrefix);
    return number >= 0 && number < m_document.links.size() ? &m_document.links[number] : nullptr;
}

QString MessageBody::hint(const QString& href) const {
    if (href.startsWith(spoilerPrefix))
        return tr("Show the hidden text");
    const text::Link* link = linkOf(href);
    return link && link->named ? text::withoutDisguise(link->target) : QString();
}

void MessageBody::press(const QString& href) {
    if (const int spoiler = numberOf(href, spoilerPrefix); spoiler >= 0 && spoiler < m_document.spoilers) {
        m_revealed.insert(spoiler);
        Q_EMIT lookChanged();
    } else if (const text::Link* link = linkOf(href)) {
        if (link->named)
            Q_EMIT asked(link->target, text::destination(link->target));
        else
            open(link->target);
    }
}

void MessageBody::open(const QString& target) {
    if (text::isOpenable(target))
        QDesktopServices::openUrl(QUrl(target, QUrl::TolerantMode));
}

void MessageBody::copyCode(int piece) const {
    if (piece >= 0 && piece < m_shown.size())
        QGuiApplication::clipboard()->setText(m_shown[piece].value<BodyPiece>().code);
}

} // namespace confab::models
