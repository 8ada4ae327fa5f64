using System.Data.Common;
using System.Net.Sockets;
using Holdfast.Storage.Databases;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Holdfast.Web.Wiring;

/// <summary>Puts what keeps a command from working into words.</summary>
static class StartErrors
{
    /// <summary>A short paragraph for whoever started it; null for what is a bug of ours.</summary>
    public static string? Explain(Exception broken) => broken switch
    {
        AggregateException { InnerException: { } inner } => Explain(inner),
        StartRefusedException or DatabaseUnavailableException => broken.Message,
        IOException { InnerException: AddressInUseException } =>
            "The port is taken: " + broken.Message + " Another program listens there. Stop it, or choose another address with HOLDFAST_URLS, such as http://127.0.0.1:5090.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } or IOException { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } =>
            "The address may not be used by this user: ports below 1024 need a right of their own. Choose a higher port with HOLDFAST_URLS.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } or IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressNotAvailable } } =>
            "The address is not one of this machine's. Choose another with HOLDFAST_URLS.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            "The database refused a change of its tables: the user in HOLDFAST_DATABASE needs the right to create tables in the database's schema.",
        DbException => "The database could not be used: " + broken.Message,
        IOException or UnauthorizedAccessException => broken.Message,
        _ => null,
    };
}
