//! Calls SQS and KMS at the URL that is the second argument.
//!
//! `create` creates a queue and a key, uses them, and prints the queue's URL and the key's id, one per line; `delete`
//! deletes the ones in its further arguments.

use std::error::Error;

use kms_client::types::{
    Blob, CreateKeyRequest, DecryptRequest, DescribeKeyRequest, EncryptRequest, ListKeysRequest,
    ScheduleKeyDeletionRequest,
};
use sqs_client::Credentials;
use sqs_client::types::{
    CreateQueueRequest, DeleteMessageRequest, DeleteQueueRequest, GetQueueUrlRequest, ListQueuesRequest,
    QueueAttributeName, ReceiveMessageRequest, SendMessageRequest,
};

/// Text that JSON and XML escape differently.
const TEXT: &str = "é \"<&>\" \\ \u{1f512}";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["create", url] => runtime.block_on(create(url)),
        ["delete", url, queue, key] => runtime.block_on(delete(url, queue, key)),
        _ => Err("expected create URL, or delete URL QUEUE KEY".into()),
    }
}

fn sqs(url: &str) -> Result<sqs_client::Client, sqs_client::ConfigError> {
    sqs_client::Client::builder().region("us-east-1").credentials(credentials()).endpoint_url(url).build()
}

fn kms(url: &str) -> Result<kms_client::Client, kms_client::ConfigError> {
    kms_client::Client::builder().region("us-east-1").credentials(credentials()).endpoint_url(url).build()
}

fn credentials() -> Credentials {
    Credentials::new("AKIDPEERS", "secret", None, None, "tests")
}

async fn create(url: &str) -> Result<(), Box<dyn Error>> {
    let queue = create_queue(&sqs(url)?).await?;
    let key = create_key(&kms(url)?).await?;
    println!("{queue}\n{key}");
    Ok(())
}

/// Creates a queue and sends a message through it.
async fn create_queue(sqs: &sqs_client::Client) -> Result<String, Box<dyn Error>> {
    let request = CreateQueueRequest::new("peer-queue").attributes([(QueueAttributeName::VisibilityTimeout, "60")]);
    let queue = sqs.create_queue(request).await?.queue_url.ok_or("a queue has a URL")?;
    let queues = sqs.list_queues(ListQueuesRequest::new()).await?.queue_urls.unwrap_or_default();
    assert_eq!(queues, [queue.clone()]);
    sqs.send_message(SendMessageRequest::new(&queue, TEXT)).await?;
    let received = sqs.receive_message(ReceiveMessageRequest::new(&queue)).await?.messages.unwrap_or_default();
    let [message] = &received[..] else { return Err("expected one message".into()) };
    assert_eq!(message.body.as_deref(), Some(TEXT));
    let handle = message.receipt_handle.as_deref().ok_or("a message has a handle")?;
    sqs.delete_message(DeleteMessageRequest::new(&queue, handle)).await?;
    Ok(queue)
}

/// Creates a key and encrypts something with it.
async fn create_key(kms: &kms_client::Client) -> Result<String, Box<dyn Error>> {
    let created = kms.create_key(CreateKeyRequest::new().description(TEXT)).await?;
    let metadata = created.key_metadata.ok_or("a key has metadata")?;
    assert!(metadata.creation_date.is_some() && metadata.enabled == Some(true));
    let key = metadata.key_id;
    let keys = kms.list_keys(ListKeysRequest::new()).await?.keys.unwrap_or_default();
    assert!(keys.iter().any(|entry| entry.key_id.as_deref() == Some(&*key)));
    let encrypted = kms.encrypt(EncryptRequest::new(&key, Blob::from(TEXT))).await?;
    let ciphertext = encrypted.ciphertext_blob.ok_or("what is encrypted has a form")?;
    let decrypted = kms.decrypt(DecryptRequest::new(ciphertext)).await?;
    let plaintext = decrypted.plaintext.ok_or("what is decrypted has a form")?;
    assert_eq!(plaintext.expose().as_ref(), TEXT.as_bytes());
    let error = kms.describe_key(DescribeKeyRequest::new("absent")).await.expect_err("there is no such key");
    assert!(error.modeled().is_some_and(kms_client::types::ServiceError::is_not_found_exception), "{error:?}");
    Ok(key)
}

async fn delete(url: &str, queue: &str, key: &str) -> Result<(), Box<dyn Error>> {
    let (sqs, kms) = (sqs(url)?, kms(url)?);
    sqs.delete_queue(DeleteQueueRequest::new(queue)).await?;
    let error = sqs.get_queue_url(GetQueueUrlRequest::new("peer-queue")).await.expect_err("the queue is removed");
    assert_eq!(error.code(), Some("AWS.SimpleQueueService.NonExistentQueue"));
    assert!(error.modeled().is_some_and(sqs_client::types::ServiceError::is_queue_does_not_exist), "{error:?}");
    let request = ScheduleKeyDeletionRequest::new(key).pending_window_in_days(7);
    let scheduled = kms.schedule_key_deletion(request).await?;
    assert!(scheduled.deletion_date.is_some());
    Ok(())
}
