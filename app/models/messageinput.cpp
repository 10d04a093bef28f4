// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messageinput.h"

#include "app/models/richpaste.h"
#include "common/protocol/limits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

#include <cmath>

namespace confab::models {

namespace {

// UTF-8 bytes of the code point that begins with this unit; the second half of a pair counts 0.
int utf8Bytes(QChar unit) {
    if (unit.isLowSurrogate())
        return 0;
    if (unit.isHighSurrogate())
        return 4;
    return unit.unicode() < 0x80 ? 1 : unit.unicode() < 0x800 ? 2 : 3;
}

bool hasLongParagraph(const QString& text) {
    for (qsizetype begin = 0; text.size() - begin > MessageInput::shapedUnitsMost;) {
        const qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0 || end - begin > MessageInput::shapedUnitsMost)
            return true;
        begin = end + 1;
    }
    return false;
}

/// Rounds to two digits from a hundred on: the reader wants the size, not the count.
int rounded(int count) {
    if (count < 100)
        return count;
    const double unit = std::pow(10, std::floor(std::log10(count)) - 1);
    return int(std::lround(count / unit) * unit);
}

} // namespace

int charactersOver(const QString& text) {
    // A UTF-16 unit is at most three bytes, so short texts are not counted.
    if (text.size() * 3 <= limits::messageBytes)
        return 0;
    qsizetype bytes = 0;
    int over = 0;
    for (const QChar unit : QStringView(text).trimmed()) {
        const int size = utf8Bytes(unit);
        bytes += size;
        if (size > 0 && bytes > limits::messageBytes)
            ++over;
    }
    return over;
}

void MessageInput::setText(const QString& text) {
    if (text == m_text)
        return;
    m_text = text;
    m_over = charactersOver(text);
    m_refused = 0;
    m_shapeable = !hasLongParagraph(text);
    m_sendable = m_over == 0 && !QStringView(text).trimmed().isEmpty();
    Q_EMIT changed();
}

QString MessageInput::problem() const {
    const int over = std::max(m_over, m_refused);
    if (over == 0)
        return {};
    if (over < 100)
        return tr("Too long by %n character(s).", nullptr, over);
    return tr("Too long by about %1 characters.").arg(QLocale().toString(rounded(over)));
}

QString MessageInput::pasted(int kept, Paste paste) {
    const auto mode = paste == Selection ? QClipboard::Selection : QClipboard::Clipboard;
    const QClipboard& clipboard = *QGuiApplication::clipboard();
    const QMimeData* data = paste == Formatted ? clipboard.mimeData(mode) : nullptr;
    QString text = data ? pastedText(*data) : clipboard.text(mode);
    if (kept + text.size() > unitsMost) {
        m_refused = std::max(1, charactersOver(m_text + text));
        Q_EMIT changed();
        return {};
    }
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    return text.replace(u'\r', u'\n');
}

} // namespace confab::models
