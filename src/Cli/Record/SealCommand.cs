using System.CommandLine;
using System.Text.Json;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary><c>chorus seal</c>: the sealing of the page, for those who trust a downloaded program more. It makes a file to post and posts nothing.</summary>
internal static class SealCommand
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new Base64UrlConverter() } };

    internal static Command Create()
    {
        var report = new Option<FileInfo>("--report") { Description = "What to seal (docs/formats/draft.md).", HelpName = "FILE", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "Where the deposit goes, a new file: post it to /api/statements.", HelpName = "FILE", Required = true };
        var manifest = new Option<FileInfo?>("--manifest") { Description = "The site's /manifest.json, saved, with manifest.signatures.json and, where there is one, packet-keys.json beside it. Then no network is needed.", HelpName = "FILE" };
        var site = new Option<string?>("--site") { Description = "The site's address, to fetch those three from.", HelpName = "URL" };
        var hash = new Option<string?>("--manifest-hash") { Description = "The manifest's hash as the trustees publish it; another one is refused.", HelpName = "HEX" };
        var command = new Command(
            "seal",
            """
            Seal a report on this computer. Prints the 28 numbers that open it, once; they are in no file. Post the deposit with
              curl --data @deposit.json -H "Content-Type: application/json" https://SITE/api/statements
            """)
        {
            report, output, manifest, site, hash,
        };
        command.SetAction((parsed, cancel) => RecordCommands.GuardAsync(parsed, async console =>
        {
            var pin = RecordCommands.PinOf(parsed.GetValue(hash));
            var draft = DraftFile.Parse(await RecordCommands.ReadAsync(parsed.GetRequiredValue(report), DraftFile.MostBytes, cancel));
            var keys = (parsed.GetValue(manifest), parsed.GetValue(site)) switch
            {
                ({ } file, null) => await SealKeys.FromFilesAsync(file, pin, cancel),
                (null, { } address) => await SealKeys.FromSiteAsync(AddressOf(address), pin, cancel),
                _ => throw new BadRecordException("Say where the manifest is: --manifest FILE or --site URL, one of the two."),
            };
            var receipt = Receipt.New();
            await WriteNewAsync(parsed.GetRequiredValue(output), Seal(draft, keys, receipt), cancel);
            await PrintAsync(console, keys, receipt, parsed.GetRequiredValue(output));
            return RecordCommands.Done;
        }));
        return command;
    }

    private static byte[] Seal(DraftFile file, SealKeys keys, Receipt receipt)
    {
        var (draft, fingerprints) = file.Ready(keys.Manifest, Hour.Now(TimeProvider.System));
        using var receiptKeys = receipt.Derive(keys.Manifest.Deployment);
        var deposit = new ReportSealer(keys.Manifest, keys.PacketKeys).Deposit(draft, fingerprints, receiptKeys, number: 0);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Statement = deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Lookup, deposit.Content, deposit.Escrowed, deposit.SelfWrap, deposit.Packets,
            },
            s_json);
    }

    // Not over a file that is there: it may be a deposit whose numbers somebody has written down.
    private static async Task WriteNewAsync(FileInfo file, byte[] deposit, CancellationToken cancel)
    {
        if (file.Exists)
        {
            throw new BadRecordException($"There is a file {file} already. Give --out another name.");
        }

        await using var stream = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write);
        await stream.WriteAsync(deposit, cancel);
    }

    private static async Task PrintAsync(TextWriter console, SealKeys keys, Receipt receipt, FileInfo file)
    {
        await console.WriteLineAsync($"Sealed to the manifest {Convert.ToHexStringLower(keys.Manifest.Hash)}.");
        await console.WriteLineAsync("These are your 28 numbers. Write them down now: they are in no file, and nobody can give them to you again.");
        await console.WriteLineAsync();
        await console.WriteLineAsync($"    {receipt.Display}");
        await console.WriteLineAsync();
        await console.WriteLineAsync($"{file} has not been sent. It says nothing about what you wrote; post it to /api/statements of the site.");
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new BadRecordException("--site takes an address that begins with https://, such as https://chorus.example.");
}
