// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QPointer>
#include <QQmlEngine>
#include <QUrl>

#include <map>
#include <memory>

namespace confab::client {
class Client;
class FileSave;
} // namespace confab::client

namespace confab::models {

/// Saves files of messages where the user wants them.
/// Thread: the window's. Owned by: CurrentRoom.
class FileSaver : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
public:
    explicit FileSaver(client::Client& client);
    ~FileSaver() override;

    /// A place for a file of this name, in the folder of downloads.
    Q_INVOKABLE QUrl suggestion(const QString& name) const;
    /// Begins; replaces a file that is there, which the user was asked about.
    Q_INVOKABLE void save(const QString& id, const QUrl& target);
    Q_INVOKABLE void cancel(const QString& id);
    /// Shows the folder with the saved file.
    Q_INVOKABLE void openFolder(const QString& id) const;

    struct State {
        bool saving = false;
        bool saved = false;
        double progress = 0; ///< 0 to 1; 0 while the size is unknown
        QString problem;
    };
    State state(const QString& id) const;

    static constexpr int atOnce = 10; ///< more have to wait for the user
    static constexpr qsizetype remembered = 1000;

Q_SIGNALS:
    void changed(const QString& id);

private:
    void end(const QString& id, const QString& problem);

    client::Client& m_client;
    std::map<QString, std::unique_ptr<client::FileSave>> m_saves; // by id
    QHash<QString, QString> m_saved;                              // paths by id
    QHash<QString, QString> m_problems;                           // by id
};

/// How far the saving of one file is, for a view.
/// Thread: the window's. Owned by: the view.
class SaveWatch : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(confab::models::FileSaver* saver READ saver WRITE setSaver NOTIFY changed FINAL)
    Q_PROPERTY(QString fileId READ fileId WRITE setFileId NOTIFY changed FINAL)
    Q_PROPERTY(bool saving READ isSaving NOTIFY changed FINAL)
    Q_PROPERTY(bool saved READ isSaved NOTIFY changed FINAL)
    Q_PROPERTY(double progress READ progress NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
public:
    using QObject::QObject;
    FileSaver* saver() const { return m_saver; }
    void setSaver(FileSaver* saver);
    QString fileId() const { return m_id; }
    void setFileId(const QString& id);
    bool isSaving() const { return state().saving; }
    bool isSaved() const { return state().saved; }
    double progress() const { return state().progress; }
    QString problem() const { return state().problem; }

Q_SIGNALS:
    void changed();

private:
    FileSaver::State state() const { return m_saver ? m_saver->state(m_id) : FileSaver::State(); }

    QPointer<FileSaver> m_saver;
    QString m_id;
};

} // namespace confab::models
