// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/models/workspace.h"
#include "tests/fault/appreport.h"
#include "tests/support/filesecretstore.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace confab::test {

/// One run of the desktop app without its window, on a folder that outlives it: a person who writes, sends, edits,
/// reads and changes rooms, by chance, through the same models as the window. Says on stdout what it does (AppReport),
/// before and after, so that whoever kills it knows what it had promised. Thread: the program's. Owned by: main().
class HeadlessApp : public QObject {
    Q_OBJECT
public:
    enum class Mode {
        Begin,  ///< signs in by the password on stdin, and waits
        Work,   ///< goes on where the run before was killed
        Settle, ///< sends what waits, and says what its rooms show
        Look,   ///< says what its rooms show without a server
    };
    struct Options {
        QString folder;
        QString url;
        QString email;
        Mode mode = Mode::Work;
        quint32 seed = 0;
        int run = 0; ///< its number: part of each text
    };
    explicit HeadlessApp(const Options& options);

    void start();

private:
    static constexpr int rooms = 2;

    void say(AppReport::Kind kind, RoomId room, Seq seq, const QString& text);
    void listen();
    void ready();
    void tick();
    void type();
    void send();
    void changeRoom();
    void editLast();
    void writeEdit();
    void readAll();
    void proceed();
    void showRooms();
    RoomId room() { return RoomId{qint64(m_workspace.room()->roomId())}; }
    models::RoomComposer& composer() { return *m_workspace.room()->composer(); }

    const Options m_options;
    FileSecretStore m_secrets;
    QSettings m_settings;
    client::Client m_client;
    models::Workspace m_workspace;
    QRandomGenerator m_random;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_awake = 0; // ms
    bool m_isReady = false;
    int m_texts = 0;
    int m_words = 0;
    int m_edits = 0;
    QHash<QString, QString> m_bodies; // by clientId
};

} // namespace confab::test
