// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/pictures/backgroundjobs.h"

namespace confab::pictures {

BackgroundJobs::BackgroundJobs(int threads) {
    m_pool.setMaxThreadCount(threads);
    m_pool.setThreadPriority(QThread::LowPriority); // the window comes first
}

BackgroundJobs::~BackgroundJobs() {
    m_pool.clear();
    m_pool.waitForDone();
}

} // namespace confab::pictures
