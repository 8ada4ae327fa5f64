using System.Net.Sockets;
using Holdfast.Core.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Holdfast.Integrations.Notices;

/// <summary>Hands messages to a mail server, one connection each, within <see cref="Patience"/>. Thread-safe.</summary>
public sealed class SmtpMail(SmtpOptions options, TimeProvider clock) : ICarrier
{
    /// <summary>How long one mail may take in all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public MethodKind Kind => MethodKind.Email;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not one for e-mail.</exception>
    public async Task<Sending> SendAsync(MethodAddress address, Message message, CancellationToken cancel)
    {
        var email = address as MethodAddress.Email ?? throw new ArgumentException("Not an address for e-mail.", nameof(address));
        if (!Mailbox.TryParse(email.Mailbox, out var to))
        {
            return new Sending.Failed(SendFailure.NotAllowed, Final: true);
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var server = new SmtpClient { LocalDomain = options.From.Domain, CheckCertificateRevocation = false };
        var step = Step.Connect;
        try
        {
            await server.ConnectAsync(options.Host, options.Port, Protection(), either.Token);
            if (options is { User: { } user, Password: { } password })
            {
                step = Step.SignIn;
                await server.AuthenticateAsync(user, password, either.Token);
            }

            step = Step.Send;
            using var mail = NoticeMail.Write(options.From, to, message, clock.GetUtcNow());
            await server.SendAsync(mail, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Sending.Failed(SendFailure.TimedOut, Final: false);
        }
        catch (Exception failed) when (Meaning(failed, step) is { } meant)
        {
            return meant;
        }

        await LeaveAsync(server, either.Token);
        return new Sending.Sent();
    }

    enum Step
    {
        Connect,
        SignIn,
        Send,
    }

    SecureSocketOptions Protection() => options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };

    /// <summary>Null for what is no expected failure.</summary>
    static Sending.Failed? Meaning(Exception failed, Step step) => failed switch
    {
        SmtpCommandException reply => Meaning(reply, step),
        AuthenticationException { InnerException: SmtpCommandException { StatusCode: var code } } when IsPassing(code) => new Sending.Failed(SendFailure.Busy, Final: false),
        AuthenticationException or ServiceNotAuthenticatedException => new Sending.Failed(SendFailure.Refused, Final: false),

        // No STARTTLS where it is required, or no way to sign in.
        NotSupportedException => new Sending.Failed(step == Step.Connect ? SendFailure.Unreachable : SendFailure.Refused, Final: false),
        SmtpProtocolException => new Sending.Failed(SendFailure.BadAnswer, Final: false),
        SslHandshakeException or SocketException or IOException or ServiceNotConnectedException => new Sending.Failed(SendFailure.Unreachable, Final: false),
        _ => null,
    };

    /// <summary>
    /// A refusal is final where it is about this mailbox or this mail. What is about the sender, the sign-in or the server's policy (5.7.x of RFC 3463) is an
    /// administrator's to mend, and says nothing about the mailbox.
    /// </summary>
    static Sending.Failed Meaning(SmtpCommandException reply, Step step)
    {
        if (IsPassing(reply.StatusCode))
        {
            return new Sending.Failed(SendFailure.Busy, Final: false);
        }

        if ((int)reply.StatusCode is < 500 or > 599)
        {
            return new Sending.Failed(SendFailure.BadAnswer, Final: false);
        }

        var policy = reply.Message.StartsWith("5.7.", StringComparison.Ordinal) || step != Step.Send;
        return (reply.ErrorCode, (int)reply.StatusCode) switch
        {
            (SmtpErrorCode.RecipientNotAccepted, 550 or 551 or 553) when !policy => new Sending.Failed(SendFailure.Gone, Final: true),
            (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted, _) => new Sending.Failed(SendFailure.Refused, Final: !policy),
            _ => new Sending.Failed(SendFailure.Refused, Final: false),
        };
    }

    static bool IsPassing(SmtpStatusCode code) => (int)code is >= 400 and < 500;

    /// <summary>The server has the mail: how the connection ends changes nothing any more.</summary>
    static async Task LeaveAsync(SmtpClient server, CancellationToken cancel)
    {
        try
        {
            await server.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception rude) when (rude is OperationCanceledException or IOException or SocketException or SmtpProtocolException or SmtpCommandException)
        {
            // It is closed with its client.
        }
    }
}
