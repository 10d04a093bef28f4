// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSslCertificate>
#include <QStringList>
#include <QTemporaryDir>

namespace confab::test {

/// A self-signed certificate, and its key, as a small production server has them. Needs the openssl program.
/// Thread: the test's. Owned by: the test.
class TlsFiles {
public:
    /// Makes both files for this name; overwrites earlier ones, so that a server can be told to reload them. False when
    /// openssl failed.
    [[nodiscard]] bool make(const QString& name = QStringLiteral("confab.test"));

    QString certificateFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    /// The arguments of confabd.
    QStringList arguments() const;
    /// The certificate that a client trusts.
    QSslCertificate certificate() const;

private:
    QTemporaryDir m_folder;
};

} // namespace confab::test
