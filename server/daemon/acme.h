// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace confab {

/// Gets and renews the server's certificate by ACME (RFC 8555): it runs lego, which keeps the account, the key and the
/// chain in the folder `acme` of the data. lego answers the challenge (HTTP-01) on --acme-listen, for as long as that
/// takes.
/// Thread: main, with an event loop from start() on. Owned by: serve().
class Acme : public QObject {
    Q_OBJECT

public:
    /// `config` has an acmeHost.
    explicit Acme(const Config& config);
    ~Acme() override;

    /// Gets the certificate when there is none yet; waits for that. Unavailable, with lego's own words.
    Status ensure();
    /// Renews it whenever less than 30 days are left; looks at once, and twice a day.
    void start();

Q_SIGNALS:
    /// The files are new.
    void renewed();

private:
    QStringList arguments(const QStringList& command) const;
    void renew();
    void finished(int exitCode);
    QByteArray content() const;

    const AcmeSettings m_settings;
    const QString m_folder;
    const QString m_chainFile;
    QProcess m_lego;
    QTimer m_timer;
    QByteArray m_before; // the chain, when the renewal began
};

/// Where the files are that Acme keeps.
QString acmeFolder(const QString& data);
QString acmeFile(const QString& data, const QString& host, QStringView ending);

} // namespace confab
