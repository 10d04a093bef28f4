// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"

#include <QString>

namespace confab::models {

/// What a model asks the server, one question at a time: whether it is on its way, and why the last one failed.
/// Thread: the window's. Owned by: the model, whose context the answers have.
class Question {
public:
    /// `changed`: what the model says then.
    Question(QObject& model, std::function<void()> changed) : m_model(model), m_changed(std::move(changed)) {}

    bool isBusy() const { return m_busy; }
    const QString& error() const { return m_error; }
    void clearError() {
        m_error.clear();
        m_changed();
    }
    /// The error, and the answer that is waited for. `changed` is the caller's.
    void forget();

    /// For Connection::call: busy until the answer comes. `take` gets the answer after `changed`, which follows once
    /// more; or, when it takes a Result, an error, too, which is not noted then.
    template <class Answer, class Take>
    client::Then<Answer> ask(Take take) {
        begin();
        return {&m_model, [this, take = std::move(take), generation = m_generation](const Result<Answer>& answer) {
                    if (generation != m_generation)
                        return;
                    m_busy = false;
                    if constexpr (std::is_invocable_v<Take, const Result<Answer>&>) {
                        take(answer);
                    } else {
                        end(answer ? nullptr : &answer.error());
                        if constexpr (std::is_void_v<Answer>) {
                            if (answer)
                                take();
                        } else if (answer) {
                            take(*answer);
                        }
                    }
                    m_changed();
                }};
    }
    void setError(const Error& error);

    static constexpr qint64 dayMs = 24 * 60 * 60 * 1000; ///< of times that people choose by days

private:
    void begin();
    void end(const Error* error);

    QObject& m_model;
    const std::function<void()> m_changed;
    quint64 m_generation = 0; // an answer of an earlier one is dropped
    bool m_busy = false;
    QString m_error;
};

} // namespace confab::models
