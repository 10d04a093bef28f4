// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/emailaddress.h"

#include "common/protocol/visibletext.h"

#include <QList>

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype localBytes = 64;   // RFC 5321, 4.5.3.1.1
constexpr qsizetype domainBytes = 255; // 4.5.3.1.2
constexpr qsizetype labelBytes = 63;   // RFC 1035, 2.3.4

bool isBeyondAscii(QChar c) {
    return c.unicode() >= 0x80;
}

bool isOfLocalPart(QChar c) {
    constexpr QStringView marks = u"!#$%&'*+-/=?^_`{|}~"; // atext of RFC 5322
    return isBeyondAscii(c) || c.isLetterOrNumber() || marks.contains(c);
}

bool isOfLabel(QChar c) {
    return isBeyondAscii(c) || c.isLetterOrNumber() || c == u'-';
}

bool isAtom(QStringView text) {
    return !text.isEmpty() && std::ranges::all_of(text, isOfLocalPart);
}

bool isLabel(QStringView text) {
    return !text.isEmpty() && text.toUtf8().size() <= labelBytes && text.front() != u'-' && text.back() != u'-' &&
           std::ranges::all_of(text, isOfLabel);
}

/// Non-empty parts between dots, all of which are valid.
bool isDotted(QStringView text, bool (*isRight)(QStringView)) {
    return std::ranges::all_of(text.split(u'.'), isRight);
}

} // namespace

bool isEmailAddress(QStringView text) {
    const qsizetype at = text.indexOf(u'@');
    if (at < 0 || !isAllVisible(text))
        return false;
    const QStringView local = text.first(at);
    const QStringView domain = text.sliced(at + 1);
    return local.toUtf8().size() <= localBytes && domain.toUtf8().size() <= domainBytes && isDotted(local, isAtom) &&
           isDotted(domain, isLabel);
}

} // namespace confab
