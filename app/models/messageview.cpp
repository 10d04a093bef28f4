// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messageview.h"

#include "app/client/timeline.h"
#include "app/client/userdirectory.h"
#include "app/models/fileview.h"
#include "app/models/formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace confab::models {

namespace {

struct Spoken {
    Q_DECLARE_TR_FUNCTIONS(Messages)
};

} // namespace

QString deletedText() {
    return Spoken::tr("Message deleted");
}

QString veiledText() {
    return Spoken::tr("Message of a blocked person");
}

QString oneLine(const Message& message) {
    if (message.deletedAt)
        return deletedText();
    if (!message.body.isEmpty() || !message.files || message.files->isEmpty())
        return preview(message.body);
    return preview(fileWords(*message.files));
}

QString smallPicture(const Message& message) {
    const QList<File> files = message.deletedAt ? QList<File>() : message.files.value_or(QList<File>());
    const auto first =
        std::find_if(files.begin(), files.end(), [](const File& file) { return isPicture(file) && file.thumbnail; });
    return first == files.end() ? QString() : *first->thumbnail;
}

QVariantList reactionValues(const Message& message) {
    QVariantList values;
    if (!message.reactions)
        return values;
    for (const Reaction& reaction : *message.reactions)
        values.append(QVariantMap{{QStringLiteral("emoji"), reaction.emoji},
                                  {QStringLiteral("count"), reaction.count},
                                  {QStringLiteral("mine"), reaction.mine}});
    return values;
}

QString reactionWords(const Message& message) {
    QStringList words;
    for (const Reaction& reaction : message.reactions.value_or(QList<Reaction>()))
        words.append(QStringLiteral("%1 %2").arg(reaction.emoji, QString::number(reaction.count)));
    return words.join(QStringLiteral(", "));
}

QVariant threadSummary(const client::Timeline& rows, const Message& first, bool atEnd, client::UserDirectory& people) {
    const int count = first.replies.value_or(0);
    if (count == 0)
        return {};
    QString last;
    QVariantList faces;
    QSet<UserId> known;
    const int end = rows.rowsAfter(first.seq);
    for (int row = 0; row < end && known.size() < threadPeople; ++row) {
        const Message* answer = rows.at(row).message();
        if (!answer || answer->thread != first.seq)
            continue;
        if (last.isEmpty() && atEnd)
            last = sinceTime(answer->at, QDate::currentDate());
        if (known.contains(answer->by))
            continue;
        known.insert(answer->by);
        faces.prepend(QVariantMap{{QStringLiteral("by"), answer->by.value},
                                  {QStringLiteral("initials"), initials(people.name(answer->by))}});
    }
    return QVariantMap{
        {QStringLiteral("count"), count}, {QStringLiteral("last"), last}, {QStringLiteral("people"), faces}};
}

QString spokenText(const Message& message, const SpokenMessage& parts) {
    // Joined one by one: a text may contain "%2".
    QString spoken = parts.author;
    if (!parts.answered.isEmpty())
        spoken += Spoken::tr(" answers %1").arg(parts.answered);
    spoken += QStringLiteral(": ") + parts.text;
    if (message.files && !message.files->isEmpty() && !message.deletedAt)
        spoken += (parts.text.isEmpty() ? QString() : QStringLiteral(", ")) + fileWords(*message.files);
    if (const QString reactions = reactionWords(message); !reactions.isEmpty())
        spoken += QStringLiteral(", ") + Spoken::tr("reactions: %1").arg(reactions);
    if (message.pinned)
        spoken += QStringLiteral(", ") + Spoken::tr("pinned");
    if (message.editedAt)
        spoken += QStringLiteral(", ") + Spoken::tr("edited");
    return spoken + QStringLiteral(", ") + parts.time;
}

} // namespace confab::models
