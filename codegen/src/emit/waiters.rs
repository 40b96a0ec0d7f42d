//! `waiters.rs`: the client's methods that wait until a resource is in a state, and the statics that describe the
//! waiters.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::syntax::{deprecated, docs};
use super::{ident, jmespath};
use crate::ir::{Acceptor, AcceptorState, Expected, Matcher, Service, Waiter};

/// Emits the file of a service that has waiters.
pub fn emit(service: &Service) -> TokenStream {
    let marker = ident(&service.name);
    let statics: TokenStream = service.waiters.iter().map(description).collect();
    let methods = service.waiters.iter().map(|waiter| item(service, waiter));
    let matchers = || service.waiters.iter().flat_map(|waiter| &waiter.acceptors).map(|acceptor| &acceptor.matcher);
    let has_path = matchers().any(|matcher| matches!(matcher, Matcher::Output(..) | Matcher::InputOutput(..)));
    let (expected, paths) = (has_path.then(|| quote!(Expected,)), has_path.then(|| quote!(, jmespath)));
    quote! {
        use super::operations;
        use super::service::{#marker, Client};
        use tinsmith_client::codegen::{Acceptor, #expected State, Waiter #paths};

        tinsmith_client::codegen::waiters! { #statics }

        impl Client { #(#methods)* }
    }
}

fn description(waiter: &Waiter) -> TokenStream {
    let (name, static_name, operation) = (&waiter.name, ident(&waiter.static_name), ident(&waiter.operation_static));
    let acceptors = waiter.acceptors.iter().map(acceptor);
    let delays = waiter.delays.map(|(min, max)| {
        let (min, max) = (Literal::u32_unsuffixed(min), Literal::u32_unsuffixed(max));
        quote!(.delays(#min, #max))
    });
    quote! {
        #static_name = Waiter::new(#name, &operations::#operation, &[#(#acceptors),*]) #delays;
    }
}

fn acceptor(acceptor: &Acceptor) -> TokenStream {
    let state = match acceptor.state {
        AcceptorState::Success => quote!(State::Success),
        AcceptorState::Failure => quote!(State::Failure),
        AcceptorState::Retry => quote!(State::Retry),
    };
    let message = acceptor.message.as_ref().map(|message| quote!(.message(#message)));
    let matcher = match &acceptor.matcher {
        Matcher::Success(success) => quote!(Acceptor::success(#state, #success)),
        Matcher::Error(name) => quote!(Acceptor::error(#state, #name)),
        Matcher::Output(path, expected) => {
            let (text, path, expected) = (&path.text, jmespath::expression(&path.expression), self::expected(expected));
            quote!(Acceptor::output(#state, #text, #path, #expected))
        }
        Matcher::InputOutput(path, expected) => {
            let (text, path, expected) = (&path.text, jmespath::expression(&path.expression), self::expected(expected));
            quote!(Acceptor::input_output(#state, #text, #path, #expected))
        }
    };
    quote!(#matcher #message)
}

fn expected(expected: &Expected) -> TokenStream {
    match expected {
        Expected::Text(text) => quote!(Expected::Text(#text)),
        Expected::Boolean(value) => quote!(Expected::Boolean(#value)),
        Expected::AllTexts(text) => quote!(Expected::AllTexts(#text)),
        Expected::AnyText(text) => quote!(Expected::AnyText(#text)),
    }
}

fn item(service: &Service, waiter: &Waiter) -> TokenStream {
    let (marker, name, static_name) = (ident(&service.name), ident(&waiter.method_name), ident(&waiter.static_name));
    let [input, output] = [&waiter.input, &waiter.output].map(|name| ident(name.as_deref().unwrap_or("Unit")));
    let parameter = waiter.input.is_some().then(|| quote!(request: types::#input,));
    let argument = if parameter.is_some() { quote!(request) } else { quote!(types::Unit::default()) };
    let (words, deprecated) = (docs(&waiter.docs), deprecated(waiter.deprecated.as_ref()));
    let calls = docs(&format!(
        "Awaiting it calls [`{0}`](Self::{0}) until an answer shows that this is reached or never will be, or until \
         `max_wait` is over.",
        waiter.operation_method
    ));
    quote! {
        #words
        ///
        #calls
        #deprecated
        pub fn #name(
            &self,
            #parameter
            max_wait: ::std::time::Duration,
        ) -> tinsmith_client::Wait<#marker, types::#input, types::#output> {
            self.0.wait(&#static_name, #argument, max_wait)
        }
    }
}
