// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/pictures/backgroundjobs.h"
#include "common/protocol/fields.h"

#include <QObject>
#include <QQmlEngine>
#include <QUrl>

namespace confab::client {
class Uploads;
}

namespace confab::models {

/// The picture of a form: it is chosen, made small on this computer, and uploaded, while the form is open.
/// Thread: the window's. Owned by: RoomEditor.
class PictureChooser : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by RoomEditor")
    Q_PROPERTY(QString shown READ shown NOTIFY changed FINAL)     ///< for PictureStore; empty: none
    Q_PROPERTY(bool any READ hasAny NOTIFY changed FINAL)         ///< it has one, shown or on its way
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)        ///< it is not on the server yet
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL) ///< why there is none; empty otherwise

public:
    explicit PictureChooser(client::Uploads& uploads);

    /// From here on the form has this picture; `id` of a file, empty: none.
    void begin(const QString& id);
    /// Takes the picture in this file, instead of what it has.
    Q_INVOKABLE void choose(const QUrl& file);
    /// It has none from here on.
    Q_INVOKABLE void remove();
    /// The picture, when it is another one than at begin(): the id of a file, or none. Only while it is not busy.
    std::optional<OrNull<QString>> change() const;

    QString shown() const;
    bool hasAny() const { return isBusy() || !m_id.isEmpty(); }
    bool isBusy() const { return m_reading || !m_key.isEmpty(); }
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void read(const Result<QByteArray>& picture, int round);
    void ended(const QString& key);
    void drop();
    void setProblem(const QString& problem);

    client::Uploads& m_uploads;
    QString m_before; // at begin()
    QString m_id;
    QString m_key; // of the upload
    bool m_reading = false;
    int m_round = 0; // what was read for an earlier choice is dropped
    QString m_problem;
    pictures::BackgroundJobs m_jobs{1};
};

} // namespace confab::models
