// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/links.h"

#include "app/text/invitelink.h"
#include "app/text/limits.h"
#include "app/text/roomlink.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace confab::text {

namespace {

constexpr std::array<QStringView, 5> beginnings{u"https://", u"http://", u"mailto:", u"confab://", u"www."};

bool isDisguise(QChar c) {
    const bool turns = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    const bool unseen = c.category() == QChar::Other_Control || (c.category() == QChar::Other_Format && c != u'\u200D');
    return turns || unseen;
}

bool endsAddress(QChar c) {
    return c.isSpace() || isDisguise(c) || QStringView(u"<>\"`{}\\^").contains(c);
}

/// Whether `mark` at the end belongs to the sentence around an address.
bool isClosing(QChar mark) {
    return QStringView(u".,;:!?'*_~|…").contains(mark) || mark.category() == QChar::Punctuation_FinalQuote ||
           (mark.unicode() > 0x7F && mark.category() == QChar::Punctuation_Other);
}

/// Where the address ends: brackets that it did not open belong to the text around it.
qsizetype withoutClosing(QStringView address) {
    qsizetype round = 0;
    qsizetype square = 0;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const QChar c = address[i];
        round += c == u'(' ? 1 : c == u')' ? -1 : 0;
        square += c == u'[' ? 1 : c == u']' ? -1 : 0;
        const bool marks = (c == u'|' || c == u'~') && i + 1 < address.size() && address[i + 1] == c;
        if (round < 0 || square < 0 || marks) { // "||" and "~~" end a spoiler and a deletion
            address = address.first(i);
            break;
        }
    }
    while (!address.isEmpty() && isClosing(address.back()))
        address.chop(1);
    return address.size();
}

/// The length of the scheme, or of www., that begins at `from`; 0: none.
qsizetype beginningAt(QStringView text, qsizetype from) {
    const QStringView rest = text.sliced(from);
    const auto begins = [rest](QStringView beginning) { return rest.startsWith(beginning, Qt::CaseInsensitive); };
    const auto beginning = std::find_if(beginnings.begin(), beginnings.end(), begins);
    const bool inWord = from > 0 && text[from - 1].isLetterOrNumber();
    return beginning == beginnings.end() || inWord ? 0 : beginning->size();
}

QUrl parsed(const QString& target) {
    return QUrl(target, QUrl::TolerantMode);
}

} // namespace

bool isOpenable(const QString& target) {
    if (target.size() > limits::targetUnits ||
        std::any_of(target.begin(), target.end(), [](QChar c) { return c.isSpace() || isDisguise(c); }))
        return false;
    const QUrl url = parsed(target);
    if (!url.isValid())
        return false;
    const QString scheme = url.scheme(); // in lower case
    if (scheme == u"mailto")
        return url.host().isEmpty() && url.path().contains(u'@');
    if (scheme == u"confab")
        return roomLinkOf(target).has_value() || inviteLinkOf(target).has_value();
    return (scheme == u"http" || scheme == u"https") && !url.host().isEmpty();
}

bool isNamedLink(const QString& text, const QString& target) {
    const QUrl url = parsed(target);
    if (!url.userInfo().isEmpty() || url.host(QUrl::FullyEncoded).contains(QLatin1String("xn--")))
        return true;
    const auto bare = [](QStringView address) {
        for (const QStringView beginning :
             {QStringView(u"https://"), QStringView(u"http://"), QStringView(u"mailto:")}) {
            if (address.startsWith(beginning, Qt::CaseInsensitive)) {
                address = address.sliced(beginning.size());
                break;
            }
        }
        return address.endsWith(u'/') ? address.chopped(1) : address;
    };
    return bare(text) != bare(target);
}

QString destination(const QString& target) {
    const QUrl url = parsed(target);
    return withoutDisguise(url.scheme() == u"mailto" ? url.path() : url.host(QUrl::FullyEncoded));
}

QString withoutDisguise(const QString& text) {
    QString shown = text;
    shown.removeIf([](QChar c) { return isDisguise(c) && c != u'\n' && c != u'\t'; });
    return shown;
}

bool beginsAddress(QStringView text, qsizetype from) {
    return beginningAt(text, from) != 0;
}

qsizetype addressAt(QStringView text, qsizetype from) {
    const qsizetype beginning = beginningAt(text, from);
    if (beginning == 0)
        return 0;
    const QStringView rest = text.sliced(from);
    const qsizetype most = std::min(rest.size(), limits::targetUnits);
    const auto end = std::find_if(rest.begin(), rest.begin() + most, endsAddress);
    const qsizetype size = withoutClosing(rest.first(end - rest.begin()));
    return size > beginning && isOpenable(targetOf(rest.first(size).toString())) ? size : 0;
}

QString targetOf(const QString& address) {
    return address.startsWith(u"www.", Qt::CaseInsensitive) ? QString(u"https://" % address) : address;
}

} // namespace confab::text
