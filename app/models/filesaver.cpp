// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/filesaver.h"

#include "app/client/client.h"
#include "app/client/filesave.h"
#include "app/client/filewords.h"
#include "app/models/formatting.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <limits>

namespace confab::models {

FileSaver::FileSaver(client::Client& client) : m_client(client) {
    connect(&client.session(), &client::Session::ended, this, [this] {
        m_saves.clear();
        m_saved.clear();
        m_problems.clear();
    });
}

FileSaver::~FileSaver() = default;

QUrl FileSaver::suggestion(const QString& name) const {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    const QString safe = client::safeFileName(name);
    QString free = safe;
    for (int number = 2; folder.exists(free) && number < 1000; ++number) {
        const QFileInfo parts(safe);
        const QString ending = parts.suffix().isEmpty() ? QString() : QString(u'.' % parts.suffix());
        free = QStringLiteral("%1 (%2)%3").arg(parts.completeBaseName(), QString::number(number), ending);
    }
    return QUrl::fromLocalFile(folder.filePath(free));
}

void FileSaver::save(const QString& id, const QUrl& target) {
    if (id.isEmpty() || !target.isLocalFile() || m_saves.contains(id))
        return;
    m_problems.remove(id);
    if (m_saves.size() >= atOnce) {
        m_problems.insert(id, tr("Wait until other files are saved."));
        return Q_EMIT changed(id);
    }
    auto made = std::make_unique<client::FileSave>(m_client.files(), id, std::numeric_limits<qint64>::max(),
                                                   target.toLocalFile(), client::Backoff());
    client::FileSave* save = made.get();
    m_saves[id] = std::move(made);
    connect(save, &client::FileSave::progressed, this, [this, id] { Q_EMIT changed(id); });
    connect(save, &client::FileSave::done, this, [this, id, save] {
        if (m_saved.size() >= remembered)
            m_saved.clear();
        m_saved.insert(id, save->path());
        end(id, {});
    });
    connect(save, &client::FileSave::failed, this, [this, id](const Error& error) { end(id, sentence(error)); });
    Q_EMIT changed(id);
    save->start(client::FileSave::Existing::Replace);
}

void FileSaver::end(const QString& id, const QString& problem) {
    if (const auto save = m_saves.extract(id); !save.empty()) {
        save.mapped()->disconnect(this);
        save.mapped().release()->deleteLater(); // this may run within one of its signals
    }
    if (m_problems.size() >= remembered)
        m_problems.clear();
    if (!problem.isEmpty())
        m_problems.insert(id, problem);
    Q_EMIT changed(id);
}

void FileSaver::cancel(const QString& id) {
    if (const auto save = m_saves.find(id); save != m_saves.end()) {
        save->second->cancel();
        end(id, {});
    }
}

void FileSaver::openFolder(const QString& id) const {
    if (const QString path = m_saved.value(id); !path.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

FileSaver::State FileSaver::state(const QString& id) const {
    State state;
    state.problem = m_problems.value(id);
    state.saved = QFileInfo::exists(m_saved.value(id, QString()));
    if (const auto save = m_saves.find(id); save != m_saves.end()) {
        state.saving = true;
        const qint64 size = save->second->size();
        state.progress = size > 0 ? double(save->second->received()) / double(size) : 0;
    }
    return state;
}

void SaveWatch::setSaver(FileSaver* saver) {
    if (saver == m_saver)
        return;
    if (m_saver)
        m_saver->disconnect(this);
    m_saver = saver;
    if (saver)
        connect(saver, &FileSaver::changed, this, [this](const QString& id) {
            if (id == m_id)
                Q_EMIT changed();
        });
    Q_EMIT changed();
}

void SaveWatch::setFileId(const QString& id) {
    if (id == m_id)
        return;
    m_id = id;
    Q_EMIT changed();
}

} // namespace confab::models
