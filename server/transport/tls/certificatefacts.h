// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

namespace confab {

class TlsContext;

/// What clients see of a server's certificate. Nothing here is secret.
struct CertificateFacts {
    QDateTime begins;      ///< UTC; before that a certificate of the chain is not good yet
    QDateTime ends;        ///< UTC; from then on one is over
    QString missingIssuer; ///< who signed the last certificate of the chain, when it is neither there nor a root that
                           ///< this system trusts; else empty
};

/// Looks at the whole chain: clients refuse a server for any of its certificates.
/// Thread: any. Reads the system's roots, so it may take a moment.
CertificateFacts factsOf(const TlsContext& tls);

/// What is wrong with them at `now`, or soon will be, in sentences for the operator; `file`: where the certificate is
/// from. Thread: any.
QStringList remarksOn(const CertificateFacts& facts, const QString& file, const QDateTime& now);

} // namespace confab
