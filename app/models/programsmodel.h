// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/question.h"
#include "app/models/shownsecret.h"

#include <QAbstractListModel>

#include <algorithm>

namespace confab::models {

/// A list of what the user made for programs, bots or webhooks: one question to the server at a time, and the secret
/// that it told last. Derived classes own the rows, of one type with an `id`; they name this one with its namespace, by
/// which alone Qt 6.4's type registrar finds what QML knows of it.
/// Thread: the window's. Owned by: whoever owns the derived class.
class ProgramsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    /// After one was made, or renewed.
    Q_PROPERTY(confab::models::ShownSecret* secret READ secret CONSTANT FINAL)

public:
    bool isBusy() const { return m_question.isBusy(); }
    ShownSecret* secret() { return &m_secret; }

Q_SIGNALS:
    void changed();
    void added();

protected:
    /// For Connection::call: busy until the answer comes. `take` gets it, or showError() the error; neither does when
    /// forget() was called meanwhile.
    template <class Answer, class Take>
    client::Then<Answer> answerTo(Take take) {
        clearErrors();
        return m_question.ask<Answer>([this, take](const Result<Answer>& answer) {
            if (answer)
                take(*answer);
            else
                showError(answer.error());
        });
    }
    /// The secret, the errors, and the answer that is waited for. `changed` is the caller's.
    void forget();

    virtual void clearErrors() = 0;
    virtual void showError(const Error& error) = 0;

    template <class Program>
    void setPrograms(QList<Program>& rows, QList<Program> by) {
        beginResetModel();
        rows = std::move(by);
        endResetModel();
    }
    template <class Program>
    void addProgram(QList<Program>& rows, Program made) {
        beginInsertRows({}, int(rows.size()), int(rows.size()));
        rows.append(std::move(made));
        endInsertRows();
    }
    /// Forgets the secret, too: perhaps it was its own.
    template <class Program, class Id>
    void removeProgram(QList<Program>& rows, Id id) {
        const auto found = std::ranges::find(rows, id, &Program::id);
        if (found == rows.end())
            return;
        const int row = int(found - rows.begin());
        beginRemoveRows({}, row, row);
        rows.remove(row);
        endRemoveRows();
        m_secret.forget();
    }

private:
    Question m_question{*this, [this] { Q_EMIT changed(); }};
    ShownSecret m_secret;
};

} // namespace confab::models
