// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/bytestream.h"

#include <QTcpSocket>

namespace confab {

/// A socket of Qt's: under TLS everywhere, and plain where there is no PlainStream.
///
/// Both ways have a bound: little is read ahead, and when kAhead bytes wait for the system, write() takes nothing more.
/// QSslSocket's own bytesToWrite() is not enough for that: what it has encrypted already, only
/// encryptedBytesToWrite() tells (measured with Qt 6.4: 0 while 300 MB wait).
/// Thread: its io thread. Owned by: the peer that reads it.
class QtStream final : public ByteStream {
public:
    static std::unique_ptr<ByteStream> plain(qintptr descriptor);
    static std::unique_ptr<ByteStream> overTls(qintptr descriptor, const QSslConfiguration& tls);
    ~QtStream() override;

    qint64 read(char* to, qint64 most) override;
    qint64 write(std::span<const QByteArrayView> pieces) override;
    void tellWhenWritable() override { m_tellWhenWritable = true; }
    qint64 waiting() const override;
    void finishWriting() override;
    void close() override;
    qintptr descriptor() const override { return m_socket->socketDescriptor(); }

private:
    QtStream(std::unique_ptr<QTcpSocket> socket, bool tls);
    static std::unique_ptr<ByteStream> over(std::unique_ptr<QTcpSocket> socket, qintptr descriptor, bool tls);

    void listenToSocket();
    void tellReadable();
    bool isOpen() const;

    std::unique_ptr<QTcpSocket> m_socket; // a QSslSocket for TLS
    const bool m_tls;
    bool m_tellWhenWritable = false;
};

} // namespace confab
