// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/messagetools.h"
#include "app/models/roomcomposer.h"
#include "app/models/timelinemodel.h"

#include <memory>

namespace confab::models {

/// The thread of the current room that the window shows beside its timeline: rows, and a composer whose messages answer
/// the first one. Closed when the room changes; drafts stay.
/// Thread: the window's. Owned by: CurrentRoom.
class ThreadView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(double first READ first NOTIFY firstChanged FINAL) ///< the seq of the first message; 0: none is open
    Q_PROPERTY(confab::models::TimelineModel* rows READ rows CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomComposer* composer READ composer CONSTANT FINAL)
    /// Whether there is nothing to show yet.
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed FINAL)
    /// Why the thread can't be read, as a text; empty otherwise.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// Why the server refuses an answer, as a text; empty otherwise.
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)

public:
    /// All must outlive this.
    ThreadView(client::Client& client, Drafts& drafts, MessageTools& tools);
    ~ThreadView() override;

    /// Of this room from now on, or none; closes what was open.
    void show(client::OpenRoom* room);
    /// Opens the thread that a message belongs to, or would begin. Does nothing for one that is not loaded.
    Q_INVOKABLE void open(double seq);
    Q_INVOKABLE void close();
    /// After a problem.
    Q_INVOKABLE void retry();
    Q_INVOKABLE void copyMessage(int row) const;

    double first() const { return double(m_first); }
    TimelineModel* rows() { return &m_rows; }
    RoomComposer* composer() { return &m_composer; }
    bool isLoading() const;
    QString problem() const;
    QString trouble() const { return m_trouble; }

Q_SIGNALS:
    void firstChanged();
    void changed();
    /// open() was called: the view takes the keyboard there.
    void opened();

private:
    void setTrouble(const QString& trouble);

    client::Client& m_client;
    MessageTools& m_tools;
    TimelineModel m_rows;
    Attachments m_attachments;
    RoomComposer m_composer;
    QPointer<client::OpenRoom> m_room;
    std::unique_ptr<client::ThreadMessages> m_thread;
    Seq m_first = 0;
    QString m_trouble;
};

} // namespace confab::models
