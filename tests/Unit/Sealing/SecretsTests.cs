using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class SecretsTests
{
    [Fact]
    public void Secrets_print_nothing_of_themselves()
    {
        var seed = Enumerable.Repeat((byte)0x41, 32).ToArray();
        using var secret = new SecretBytes(seed);
        using var box = BoxKey.FromPrivate(seed);
        using var signing = SigningKey.FromSeed(seed);
        using var organisation = OrganisationKey.FromMaster(seed);
        using var keys = ReceiptKeys.FromSeed(seed);
        using var admission = AdmissionKey.From(seed);
        var receipt = Receipt.New();
        var parts = Part.Split(seed, Quorum.Of(3), [1, 2, 3, 4]);

        object[] printed = [secret, box, signing, organisation, keys, admission, receipt, parts[0], Part.Join(parts[0], parts[1], parts[2]), new OpenedPacket(parts[0], parts[1])];
        foreach (var text in printed.Select(o => o.ToString()!))
        {
            text.ShouldNotContain("AAAA");
            text.ShouldNotContain("QUFB");
            text.ShouldNotContain("4141", Case.Insensitive);
            text.ShouldNotContain(receipt.Digits);
        }

        parts[0].ToString().ShouldBe("[secret]");
        new Trial().Deposit().Document.ToString().ShouldBe("[report]");
    }

    [Fact]
    public void A_disposed_secret_is_gone()
    {
        var secret = new SecretBytes([1, 2, 3]);
        secret.Dispose();
        Should.Throw<ObjectDisposedException>(() => secret.Span.Length);
    }

    [Fact]
    public void A_key_file_is_for_its_owner_only_and_comes_back()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chorus").FullName, "tls.pem");
        using var identity = TlsIdentity.Create("trustee-0", TimeProvider.System);
        identity.Save(path);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var loaded = TlsIdentity.Load(path);
        loaded.SpkiHash.ShouldBe(identity.SpkiHash);
        Should.Throw<IOException>(() => identity.Save(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
