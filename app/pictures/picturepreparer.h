// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/preparedfile.h"
#include "app/pictures/backgroundjobs.h"

namespace confab::pictures {

/// Prepares files on a thread of its own, pictures with a preview. A picture that can't be decoded within the bounds
/// becomes a file without a width and a height, which is shown as a card.
/// Thread: the client's. Owned by: the program.
class PicturePreparer final : public client::FilePreparer {
public:
    PicturePreparer() : m_jobs(1) {}
    void prepare(const client::FileSource& source, client::Then<client::PreparedFile> then) override;

private:
    BackgroundJobs m_jobs;
};

} // namespace confab::pictures
