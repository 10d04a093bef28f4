// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/filesave.h"
#include "app/console/command.h"

#include <QDir>

namespace confab::client {
struct OutgoingMessage;
}

namespace confab::console {

/// `upload`: sends files as one message, and prints its seq.
class UploadCommand final : public Command {
    Q_OBJECT
public:
    UploadCommand(const Context& context, const UploadOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void changed(const client::OutgoingMessage& message);

    const UploadOptions m_options;
};

/// `download`: saves the files of a message under names that are safe here, one after the other, and prints where.
class DownloadCommand final : public Command {
    Q_OBJECT
public:
    DownloadCommand(const Context& context, const DownloadOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void take(const Result<MessagesAnswer>& answer);
    void saveNext();
    void saved();

    const DownloadOptions m_options;
    QList<File> m_left;
    QSet<QString> m_names; // of those before it
    std::unique_ptr<client::FileSave> m_save;
};

} // namespace confab::console
