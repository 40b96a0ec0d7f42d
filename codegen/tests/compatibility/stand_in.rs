/// The client, which calls nobody.
pub mod client {
    pub struct Client<S>(std::marker::PhantomData<fn() -> S>);

    impl<S: crate::service::Service> Client<S> {
        pub(crate) async fn call<I, O>(
            &self,
            _operation: &'static crate::operation::Operation,
            _input: I,
        ) -> Result<O, crate::error::Error<S::Error>> {
            std::future::pending().await
        }
    }

    impl<S> Clone for Client<S> {
        fn clone(&self) -> Self {
            Self(self.0)
        }
    }

    impl<S> std::fmt::Debug for Client<S> {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("Client")
        }
    }
}

/// What goes wrong in a call.
pub mod error {
    #[derive(Debug)]
    pub struct Error<E>(E);
}

/// Endpoints, of which there are none.
pub mod endpoint {
    pub struct Endpoint;
    pub struct EndpointError;
    pub struct Parameters;
}
