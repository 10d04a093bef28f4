// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace confab {

/// A std::variant `V` that is copied, moved and destroyed by code of one source file: the header has
/// `extern template class SealedVariant<V>;` and that file `template class SealedVariant<V>;`. Those functions have a
/// branch for each alternative. A compiler that makes them for a variant of forty structs in every file that holds one
/// takes a second longer for each file.
template <class V>
class SealedVariant : public V {
public:
    using Variant = V;

    SealedVariant();
    SealedVariant(const SealedVariant& other);
    SealedVariant(SealedVariant&& other) noexcept;
    SealedVariant& operator=(const SealedVariant& other);
    SealedVariant& operator=(SealedVariant&& other) noexcept;
    ~SealedVariant();

    /// The number of the alternative `T`, from 0 on; the number of alternatives when it is none.
    template <class T>
    static constexpr size_t numberOf = []<size_t... I>(std::index_sequence<I...>) {
        size_t number = sizeof...(I);
        std::ignore = ((std::is_same_v<T, std::variant_alternative_t<I, V>> && (number = I, true)) || ...);
        return number;
    }
    (std::make_index_sequence<std::variant_size_v<V>>());

    /// Holds `value`, of one of the alternatives exactly.
    template <class T>
        requires(numberOf<T> < std::variant_size_v<V>)
    SealedVariant(T value) : SealedVariant() { take(numberOf<T>, &value); }

    // The alternatives need not be comparable, and whoever asks whether this is (QMetaType) gets an answer.
    friend bool operator==(const SealedVariant&, const SealedVariant&) = delete;
    friend bool operator<(const SealedVariant&, const SealedVariant&) = delete;

private:
    /// Moves the alternative number `number` at `value` into this.
    void take(size_t number, void* value);
};

template <class V>
SealedVariant<V>::SealedVariant() = default;
template <class V>
SealedVariant<V>::SealedVariant(const SealedVariant& other) = default;
template <class V>
SealedVariant<V>::SealedVariant(SealedVariant&& other) noexcept = default;
template <class V>
SealedVariant<V>& SealedVariant<V>::operator=(const SealedVariant& other) = default;
template <class V>
SealedVariant<V>& SealedVariant<V>::operator=(SealedVariant&& other) noexcept = default;
template <class V>
SealedVariant<V>::~SealedVariant() = default;

template <class V>
void SealedVariant<V>::take(size_t number, void* value) {
    [&]<size_t... I>(std::index_sequence<I...>) {
        using Taker = void (*)(V&, void*);
        static constexpr Taker takers[] = {[](V& to, void* from) {
            to.template emplace<I>(std::move(*static_cast<std::variant_alternative_t<I, V>*>(from)));
        }...};
        takers[number](*this, value);
    }
    (std::make_index_sequence<std::variant_size_v<V>>());
}

} // namespace confab

template <class V>
struct std::variant_size<confab::SealedVariant<V>> : std::variant_size<V> {};
template <std::size_t I, class V>
struct std::variant_alternative<I, confab::SealedVariant<V>> : std::variant_alternative<I, V> {};
