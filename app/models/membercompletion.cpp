// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/membercompletion.h"

#include "common/emoji/emojisearch.h"
#include "common/protocol/groupcalls.h"

namespace confab::models {

// A name has spaces; when what follows one belongs to no name, nothing is offered.
bool MemberCompletion::isOfWord(QChar character) const {
    return character != u'\n' && character != u'@';
}

QList<CompletionOffer> MemberCompletion::groups(const QString& beginning) const {
    const int others = m_others ? m_others() : 0;
    QList<CompletionOffer> offers;
    for (const QString& word : groupCallWords()) {
        if (others == 0 || !word.startsWith(beginning))
            continue;
        const bool all = word == groupCallWords().last();
        offers.append({{},
                       QStringLiteral("@"),
                       0,
                       word,
                       all ? tr("all %n member(s)", nullptr, others + 1) : tr("who is online now"),
                       u'@' + word + u' '});
    }
    return offers;
}

QList<CompletionOffer> MemberCompletion::offers(const QString& word, int most) const {
    if (word.endsWith(u' '))
        return {}; // the name is complete
    const QHash<int, QByteArray> roles = m_people.roleNames();
    const auto value = [&](int row, const char* role) { return m_people.index(row, 0).data(roles.key(role, -1)); };
    const QString beginning = foldedWords(word);
    const QList<CompletionOffer> all = groups(beginning);
    most -= int(all.size());
    QList<CompletionOffer> begin, others;
    for (int row = 0; row < m_people.rowCount() && begin.size() < most; ++row) {
        const QString name = value(row, "name").toString();
        const QString folded = foldedWords(name);
        const bool first = folded.startsWith(beginning);
        if (value(row, "me").toBool() || (!first && !folded.contains(u' ' + beginning)))
            continue;
        (first ? begin : others)
            .append({{},
                     value(row, "initials").toString(),
                     value(row, "userId").toDouble(),
                     name,
                     value(row, "stateText").toString(),
                     u'@' + name + u' '});
    }
    begin += others;
    begin = begin.mid(0, most);
    tellApart(begin);
    return begin + all;
}

/// Their colours and pictures may be alike, too.
void MemberCompletion::tellApart(QList<CompletionOffer>& people) {
    QHash<QString, int> named;
    for (const CompletionOffer& offer : std::as_const(people))
        ++named[offer.label.toCaseFolded()];
    for (CompletionOffer& offer : people) {
        if (named.value(offer.label.toCaseFolded()) < 2)
            continue;
        const QString account = tr("account %1").arg(qint64(offer.colorId));
        offer.detail = offer.detail.isEmpty() ? account : tr("%1, %2").arg(offer.detail, account);
    }
}

void MemberCompletion::taken(const CompletionOffer& offer) {
    if (m_chosen && offer.colorId > 0)
        m_chosen(UserId{qint64(offer.colorId)}, offer.label);
}

} // namespace confab::models
