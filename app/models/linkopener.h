// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"
#include "app/models/roomjoiner.h"
#include "app/text/roomlink.h"

#include <QUrl>

namespace confab::models {

/// Opens links to rooms and messages (text::RoomLink): from messages, and from the command line. A link that can't be
/// opened says why; a room that the user does not belong to may be joined. While nobody is signed in, or the rooms are
/// not known yet, the last link waits.
/// Thread: the window's. Owned by: Workspace. While it lives QDesktopServices gives it every confab:// address.
class LinkOpener : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Why the last link was not opened, as a text; empty: there is nothing to say.
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    /// The room of that link, when it may be joined; else 0.
    Q_PROPERTY(double roomId READ roomId NOTIFY changed FINAL)
    /// Joins it.
    Q_PROPERTY(confab::models::RoomJoiner* joiner READ joiner CONSTANT FINAL)

public:
    /// All must outlive this.
    LinkOpener(client::Client& client, CurrentRoom& room);
    /// Links that are pressed come to nobody from then on, also when another one had claimed them.
    ~LinkOpener() override;

    /// From now on the links that are pressed in the window come here, and no longer to another one.
    void claim();
    /// Whether it is a link to a room of the server that the user is signed in to.
    bool leadsHere(const QString& target) const;
    /// Any text: what is no link to a room says so.
    void openText(const QString& target);
    /// Of QDesktopServices.
    Q_INVOKABLE void open(const QUrl& url) { openText(url.toString(QUrl::FullyEncoded)); }
    Q_INVOKABLE void dismiss();

    QString text() const { return m_text; }
    double roomId() const { return double(m_room.value); }
    RoomJoiner* joiner() { return &m_joiner; }

    static constexpr qsizetype shownUnits = 80; ///< of a text that is no link

Q_SIGNALS:
    void changed();
    /// The link leads to another server. This account said so, unless another one opens it.
    void leadsElsewhere(const QString& link);

private:
    void follow();
    void say(const QString& text, RoomId room = {});
    bool isOfThisServer(const text::RoomLink& link) const;

    client::Client& m_client;
    CurrentRoom& m_current;
    RoomJoiner m_joiner;
    QString m_target;
    std::optional<text::RoomLink> m_link; // of m_target: waits, or its room may be joined
    QString m_text;
    RoomId m_room;
};

} // namespace confab::models
