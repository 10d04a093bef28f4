// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/draftmerge.h"

#include "common/protocol/text.h"

#include <QCryptographicHash>

namespace confab::client {

namespace {

constexpr qsizetype digestBytes = 8; // among a thousand drafts of one person

/// `mine`, with what `theirs` says and it does not.
QString joined(const QString& mine, const QString& theirs) {
    if (mine.contains(theirs))
        return mine;
    if (mine.isEmpty() || theirs.contains(mine))
        return theirs;
    return mine % u"\n\n" % theirs;
}

} // namespace

QByteArray digestOf(const Draft& draft) {
    if (draft.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(normalisedText(draft.text).toUtf8());
    hash.addData(QByteArrayView("\0", 1)); // which no text has
    hash.addData(QByteArray(QByteArray::number(draft.replyTo) + ' ' + QByteArray::number(draft.editing)));
    hash.addData(normalisedText(draft.edit).toUtf8());
    return hash.result().left(digestBytes);
}

void noteOffer(Draft& draft, const QByteArray& digest) {
    draft.offered.removeAll(digest);
    draft.offered.append(digest);
    if (draft.offered.size() > mostOffered)
        draft.offered.removeFirst();
}

void noteStored(Draft& draft, const QByteArray& digest) {
    draft.base = digest;
    draft.offered.removeAll(digest);
}

Draft merged(const Draft& mine, const Draft& theirs) {
    const QByteArray there = digestOf(theirs);
    Draft result = mine;
    result.base = there;
    result.isSynced = false;
    if (there == mine.base || mine.offered.contains(there))
        return result; // nothing new there
    if (mine.isEmpty() || digestOf(mine) == mine.base)
        return theirs; // nothing new here
    result.text = joined(mine.text, theirs.text);
    if (mine.replyTo == 0)
        result.replyTo = theirs.replyTo;
    if (mine.editing == 0) {
        result.editing = theirs.editing;
        result.edit = theirs.edit;
    }
    return result;
}

} // namespace confab::client
