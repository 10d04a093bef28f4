// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"

#include <QTcpSocket>

namespace confab {

/// A socket of Qt's: for TransportKind::Qt, and where there is no PlainStream.
///
/// Both ways have a bound: little is read ahead, and when kAhead bytes wait for the system, write() takes nothing more.
/// Thread: its io thread. Owned by: the peer that reads it.
class QtStream final : public ByteStream {
public:
    static std::unique_ptr<ByteStream> over(qintptr descriptor);
    ~QtStream() override;

    qint64 read(char* to, qint64 most) override;
    qint64 write(std::span<const QByteArrayView> pieces) override;
    void tellWhenWritable() override { m_tellWhenWritable = true; }
    void pauseReading(bool paused) override;
    qint64 waiting() const override { return m_socket->bytesToWrite(); }
    void finishWriting() override;
    bool finish() override;
    void close() override;
    qintptr descriptor() const override { return m_socket->socketDescriptor(); }

private:
    explicit QtStream(std::unique_ptr<QTcpSocket> socket);

    void listenToSocket();
    void tellReadable();
    void listenAgain();
    void drained();
    bool isOpen() const;

    std::unique_ptr<QTcpSocket> m_socket;
    bool m_tellWhenWritable = false;
    bool m_isPaused = false;
    bool m_isFinishing = false; // nothing more is written
};

} // namespace confab
