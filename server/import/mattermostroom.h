// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"

#include <QHash>
#include <QJsonObject>
#include <QList>

namespace confab::imported {

/// The posts of one channel, which a file of Mattermost has in any order, replies inside of their posts.
/// Thread: any, one at a time. Owned by: the function that reads the room.
class MattermostRoom {
public:
    struct Entry {
        UtcTime at;
        QString key;     ///< by author and time: a bulk export has no ids
        QString replyTo; ///< the key of its post
        QJsonObject post;
    };

    /// A post with its replies.
    void add(const QJsonObject& post);
    /// By time.
    QList<Entry> entries() &&;

private:
    QString addEntry(const QJsonObject& post, const QString& replyTo);

    QList<Entry> m_entries;
    QHash<QString, int> m_keys; // how many posts have it so far
};

/// "create_at" and others: milliseconds since 1970.
UtcTime mattermostTime(const QJsonObject& object, const char* name);

} // namespace confab::imported
