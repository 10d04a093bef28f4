// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/keychainstore.h"

#include <QLoggingCategory>
#include <QTimer>

// QtKeychain installs its headers under another name for each Qt.
#include <qt6keychain/keychain.h>

namespace confab::desktop {

namespace {
Q_LOGGING_CATEGORY(keychainLog, "confab.desktop.keychain")
}

using client::Then;
using QKeychain::Job;

KeychainStore::KeychainStore(QString service, std::chrono::milliseconds patience)
    : m_service(std::move(service)), m_patience(patience) {}

void KeychainStore::probe() {
    read(QStringLiteral("probe"), {});
}

void KeychainStore::read(const QString& key, Then<std::optional<Secret>> then) {
    if (!m_usable)
        return m_memory.read(key, std::move(then));
    auto* job = new QKeychain::ReadPasswordJob(m_service, this);
    job->setKey(key);
    run(job, [this, job, then = std::move(then)](bool answered) {
        std::optional<Secret> secret;
        if (answered && job->error() == QKeychain::NoError)
            secret = Secret{job->textData()};
        if (secret || (answered && job->error() == QKeychain::EntryNotFound))
            return then(std::move(secret));
        giveUp(answered ? job->errorString() : QString());
        Result<std::optional<Secret>> failed = fail(ErrorKind::Unavailable);
        failed.error().message = m_why;
        then(std::move(failed));
    });
}

void KeychainStore::write(const QString& key, const Secret& secret, Then<void> then) {
    if (!m_usable)
        return m_memory.write(key, secret, std::move(then));
    auto* job = new QKeychain::WritePasswordJob(m_service, this);
    job->setKey(key);
    job->setTextData(secret.value);
    run(job, [this, job, key, secret, then = std::move(then)](bool answered) {
        if (answered && job->error() == QKeychain::NoError)
            return then({});
        giveUp(answered ? job->errorString() : QString());
        m_memory.write(key, secret, then);
    });
}

void KeychainStore::remove(const QString& key, Then<void> then) {
    if (!m_usable)
        return m_memory.remove(key, std::move(then));
    auto* job = new QKeychain::DeletePasswordJob(m_service, this);
    job->setKey(key);
    run(job, [this, job, then = std::move(then)](bool answered) {
        if (answered && (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound))
            return then({});
        giveUp(answered ? job->errorString() : QString());
        then(fail(Error(ErrorKind::Unavailable, m_why)));
    });
}

// The answer or the time-out, whichever comes first, is reported; the job lives until it has answered.
void KeychainStore::run(Job* job, std::function<void(bool answered)> then) {
    job->setAutoDelete(false);
    auto* patience = new QTimer(job);
    patience->setSingleShot(true);
    connect(job, &Job::finished, this, [job, patience, then] {
        if (patience->isActive())
            then(true);
        job->deleteLater();
    });
    connect(patience, &QTimer::timeout, this, [then] { then(false); });
    patience->start(m_patience);
    job->start();
}

void KeychainStore::giveUp(const QString& why) {
    if (!m_usable)
        return;
    m_usable = false;
    m_why = why.isEmpty() ? tr("The keychain of this system does not answer.")
                          : tr("The keychain of this system can't be used.");
    qCWarning(keychainLog) << m_why << why;
    Q_EMIT persistenceChanged();
}

} // namespace confab::desktop
